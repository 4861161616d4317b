import { type Duration, formatDuration, isBlank, type Review, type Section } from '@second-story/meeting'
import { type Block, bulletList, heading, notWrittenYet, paragraph, strong } from './nodes.ts'
import { blocksOf } from './richText.ts'

/** One written section under its heading. */
export function sectionBlocks({ sections }: Review, section: Section): Block[] {
  return [heading(2, titles[section]), ...orNotYet(blocksOf(sections[section]))]
}

/** The background isn't part of every review: where nobody wrote it, it isn't missing. */
export function backgroundBlocks(review: Review): Block[] {
  return isBlank(review.sections.background) ? [] : sectionBlocks(review, 'background')
}

export function durationBlocks({ durations }: Review): Block[] {
  const rows: [string, Duration | null][] = [
    ['Time to detect', durations.toDetect],
    ['Time to mitigate', durations.toMitigate],
    ['Time to resolve', durations.toResolve],
  ]
  return [
    heading(2, 'Durations'),
    bulletList(
      rows.map(([name, duration]) => [
        paragraph(strong(`${name}:`), ` ${duration ? formatDuration(duration) : 'not known yet'}`),
      ]),
    ),
  ]
}

export function orNotYet(blocks: Block[]): Block[] {
  return blocks.length > 0 ? blocks : [paragraph(notWrittenYet)]
}

const titles: Readonly<Record<Section, string>> = {
  background: 'Background',
  summary: 'Summary',
  impact: 'Impact',
  detection: 'Detection',
  trigger: 'Trigger',
  resolution: 'Resolution',
  supporting: 'Supporting information',
}
