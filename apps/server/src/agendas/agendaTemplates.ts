import { randomUUID } from 'node:crypto'
import { readFile, rename, rm, writeFile } from 'node:fs/promises'
import { type AgendaStep, AgendaStepsSchema } from '@second-story/meeting'
import { z } from 'zod/mini'

const mostTemplates = 100
const longestName = 60

export const TemplateNameSchema = z
  .string('must be a name')
  .check(
    z.trim(),
    z.minLength(1, 'must not be empty'),
    z.maxLength(longestName, `must have at most ${longestName} characters`),
    z.regex(/^[^\p{Cc}\p{Cs}\u2028\u2029\u202A-\u202E\u2066-\u2069]*$/u, 'must be plain text in one line'),
  )

export const TemplateSchema = z.object({ name: TemplateNameSchema, steps: AgendaStepsSchema })
export type AgendaTemplate = z.infer<typeof TemplateSchema>

const FileSchema = z.strictObject(
  {
    agendas: z.array(TemplateSchema, 'must be a list').check(
      z.maxLength(mostTemplates, `must have at most ${mostTemplates} entries`),
      z.refine(
        (templates) => new Set(templates.map(({ name }) => keyOf(name))).size === templates.length,
        'must have each name once',
      ),
    ),
  },
  'the file must be an object with nothing but "agendas"',
)

/** The file with the templates can't be used; the message says which entry, and what was expected. */
export class TemplatesError extends Error {}

/** Agendas that the organisation uses again, by their names: capitals make no other name. */
export interface AgendaTemplates {
  list(): Promise<readonly AgendaTemplate[]>
  /** Puts it in the place of one with the same name. Throws `TemplatesError` if there are too many, or the file is broken. */
  save(name: string, steps: readonly AgendaStep[]): Promise<void>
  /** False if there is none of this name. */
  remove(name: string): Promise<boolean>
}

/**
 * Templates in a file of JSON, which people may keep under version control and edit by hand: it is read each time, and written whole, beside
 * the old one first. One change at a time.
 */
export function openAgendaTemplates(path: string): AgendaTemplates {
  let underWay: Promise<unknown> = Promise.resolve()

  async function list(): Promise<AgendaTemplate[]> {
    const text = await readText(path)
    if (text === null) return []
    const result = FileSchema.safeParse(parseJson(text))
    if (result.success) return result.data.agendas
    const [issue] = result.error.issues
    throw new TemplatesError(`AGENDAS_FILE: ${placeOf(issue?.path ?? [])} ${issue?.message ?? 'is wrong'}`)
  }

  function change<T>(make: (templates: readonly AgendaTemplate[]) => { templates: readonly AgendaTemplate[] | null; result: T }) {
    const turn = underWay.then(async () => {
      const { templates, result } = make(await list())
      if (templates !== null) await write(path, templates)
      return result
    })
    underWay = turn.catch(() => undefined)
    return turn
  }

  return {
    list,
    save: (name, steps) =>
      change((before) => {
        const place = before.findIndex((each) => keyOf(each.name) === keyOf(name))
        const template = { name, steps: [...steps] as AgendaTemplate['steps'] }
        if (place < 0 && before.length >= mostTemplates)
          throw new TemplatesError(`There are ${mostTemplates} templates: remove one first.`)
        return { templates: place < 0 ? [...before, template] : before.with(place, template), result: undefined }
      }),
    remove: (name) =>
      change((before) => {
        const after = before.filter((each) => keyOf(each.name) !== keyOf(name))
        const isThere = after.length < before.length
        return { templates: isThere ? after : null, result: isThere }
      }),
  }
}

function keyOf(name: string): string {
  return name.normalize('NFKC').toLowerCase()
}

async function readText(path: string): Promise<string | null> {
  try {
    // Editors on Windows begin a file with a mark of its encoding.
    return (await readFile(path, 'utf8')).replace(/^\uFEFF/, '')
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT') return null
    throw new TemplatesError('AGENDAS_FILE: must be a file that this user may read', { cause })
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw new TemplatesError('AGENDAS_FILE: must be a file of valid JSON')
  }
}

async function write(path: string, agendas: readonly AgendaTemplate[]): Promise<void> {
  const beside = `${path}.${randomUUID()}.new`
  try {
    await writeFile(beside, `${JSON.stringify({ agendas }, null, 2)}\n`)
    await rename(beside, path)
  } catch (cause) {
    await rm(beside, { force: true }).catch(() => undefined)
    throw new TemplatesError('AGENDAS_FILE: must be in a folder that this user may write to', { cause })
  }
}

/** `agendas[1].steps[0].minutes`, counted from 0 as JSON tools do. */
function placeOf(path: readonly PropertyKey[]): string {
  return path.map((part, index) => (typeof part === 'number' ? `[${part}]` : `${index > 0 ? '.' : ''}${String(part)}`)).join('')
}
