export interface PlotLine {
  readonly title: string
  readonly points: readonly { readonly x: number; readonly y: number }[]
}

const width = 760
const height = 400
const left = 64
const right = 230
const top = 44
const bottom = 48
/** Told apart without colour too: each line ends in its name. */
const colours = ['#0b6bcb', '#c2410c', '#7c3aed', '#15803d', '#64748b', '#a16207', '#be185d', '#0f766e']

/** An SVG with both axes logarithmic, so that proportional growth is a straight line. Reads in light and dark. */
export function drawPlot({
  title,
  across,
  up,
  lines,
}: {
  title: string
  across: string
  up: string
  lines: readonly PlotLine[]
}): string {
  const points = lines.flatMap((line) => line.points)
  const x = scale(
    points.map((point) => point.x),
    left,
    width - right,
  )
  const marks = [...new Set(points.map((point) => point.x))]
  const steps = stepsAround(points.map((point) => point.y))
  const y = scale(steps, height - bottom, top + 8)
  const names = spread(lines.map(({ points: own }) => y(own.at(-1)?.y ?? 1)))
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" font-family="system-ui, sans-serif" font-size="12">`,
    `<title>${title}</title><rect width="100%" height="100%" fill="#ffffff"/>`,
    `<text x="${left}" y="20" font-size="14" font-weight="600">${title}</text>`,
    `<text x="${left}" y="36" fill="#475569">${up}</text>`,
    `<text x="${(left + width - right) / 2}" y="${height - 10}" text-anchor="middle" fill="#475569">${across}</text>`,
    ...steps.map(
      (step) =>
        `<path d="M${left} ${y(step)}H${width - right}" stroke="#e2e8f0"/><text x="${left - 8}" y="${y(step) + 4}" text-anchor="end" fill="#475569">${step}</text>`,
    ),
    ...marks.map(
      (mark) =>
        `<text x="${x(mark)}" y="${height - bottom + 18}" text-anchor="middle" fill="#475569">${mark.toLocaleString('en')}</text>`,
    ),
    ...lines.map(({ title: name, points: own }, index) => {
      const colour = colours[index % colours.length]
      const path = own.map((point, at) => `${at === 0 ? 'M' : 'L'}${x(point.x)} ${y(point.y)}`).join('')
      const dots = own.map((point) => `<circle cx="${x(point.x)}" cy="${y(point.y)}" r="3" fill="${colour}"/>`).join('')
      const label = `<text x="${width - right + 12}" y="${(names[index] ?? 0) + 4}" fill="${colour}">${name}</text>`
      return `<path d="${path}" fill="none" stroke="${colour}" stroke-width="${index === 0 ? 3 : 1.5}"/>${dots}${label}`
    }),
    '</svg>\n',
  ].join('\n')
}

function scale(values: readonly number[], from: number, to: number): (value: number) => number {
  const low = Math.log(Math.min(...values))
  const span = Math.log(Math.max(...values)) - low || 1
  return (value) => Math.round((from + ((Math.log(value) - low) / span) * (to - from)) * 10) / 10
}

/** 1, 2 and 5 times the powers of ten, from the last below all values to the first above. */
function stepsAround(values: readonly number[]): number[] {
  const all = Array.from({ length: 13 }, (_, index) => 10 ** (index - 4)).flatMap((power) =>
    [1, 2, 5].map((step) => Number((step * power).toPrecision(1))),
  )
  const first = all.findLastIndex((step) => step <= Math.min(...values))
  const last = all.findIndex((step) => step >= Math.max(...values))
  return all.slice(first, last + 1)
}

/** Moves places apart that are too close for a line of text each. */
function spread(places: readonly number[]): number[] {
  const order = places.map((place, index) => ({ place, index })).sort((a, b) => a.place - b.place)
  let last = Number.NEGATIVE_INFINITY
  for (const each of order) last = each.place = Math.max(each.place, last + 15)
  return order.sort((a, b) => a.index - b.index).map(({ place }) => place)
}
