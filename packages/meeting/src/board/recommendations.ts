import * as Y from 'yjs'
import * as z from 'zod/mini'
import { byCreation } from '../order.ts'
import { fragmentOf } from '../richText.ts'
import { addEntity, EntryIdSchema, entityFields, fieldsOf, type NewEntity, readAll, readIdSet, TextSchema } from './entities.ts'
import { boardCollection } from './roots.ts'

/** An idea is kept or set aside by the group; what is kept may become an action in the follow-up. */
export const recommendationStates = ['idea', 'kept', 'set-aside', 'action'] as const
export type RecommendationState = (typeof recommendationStates)[number]

export const progresses = ['open', 'doing', 'done', 'dropped'] as const
export type Progress = (typeof progresses)[number]

const line = z.catch(z.string(), '')

const RecommendationSchema = z.object({
  ...entityFields,
  text: TextSchema,
  mergedInto: z.catch(z.nullable(EntryIdSchema), null),
  state: z.catch(z.enum(recommendationStates), 'idea'),
  specific: line,
  measurable: line,
  actionable: line,
  reasonable: line,
  timeBound: line,
  owner: line,
  /** `YYYY-MM-DD`, or empty. */
  due: line,
  link: line,
  progress: z.catch(z.enum(progresses), 'open'),
})

export type Recommendation = z.infer<typeof RecommendationSchema> & {
  readonly votes: readonly string[]
  /** Ids of the causes and lessons that it is for. */
  readonly for: readonly string[]
}

export function readRecommendation(value: unknown): Recommendation | null {
  const result = RecommendationSchema.safeParse(fieldsOf(value))
  if (!result.success || !(value instanceof Y.Map)) return null
  return { ...result.data, votes: readIdSet(value.get('votes')), for: readIdSet(value.get('for')) }
}

export function readRecommendations(board: Y.Doc): Recommendation[] {
  return readAll(boardCollection(board, 'recommendations'), readRecommendation).sort(byCreation)
}

/**
 * Where a chain of merges ends: the id of the recommendation that stands for `id`. Two people may merge each into the other at the
 * same time; then the smallest id of the ring stands for all, on every client.
 */
export function mergeTarget(id: string, mergedInto: (id: string) => string | null): string {
  return walk(id, mergedInto).target
}

/** The same for all of them at once, in linear time however long the chains are. A merge into one that is gone counts as none. */
export function mergeTargets(
  recommendations: readonly { readonly id: string; readonly mergedInto: string | null }[],
): ReadonlyMap<string, string> {
  const byId = new Map(recommendations.map((it) => [it.id, it]))
  const targets = new Map<string, string>()
  const into = (id: string): string | null => {
    const next = targets.get(id) ?? byId.get(id)?.mergedInto ?? null
    return next !== null && next !== id && byId.has(next) ? next : null
  }
  for (const { id } of recommendations) {
    if (targets.has(id)) continue
    const { path, target } = walk(id, into)
    for (const step of path) targets.set(step, target)
  }
  return targets
}

function walk(id: string, mergedInto: (id: string) => string | null): { path: ReadonlySet<string>; target: string } {
  const path = new Set<string>()
  let current = id
  while (!path.has(current)) {
    path.add(current)
    const next = mergedInto(current)
    if (next === null) return { path, target: current }
    current = next
  }
  const steps = [...path]
  const ring = steps.slice(steps.indexOf(current)).sort()
  return { path, target: ring[0] ?? id }
}

/** Adds a recommendation; one that is there already under this id is left as it is. Says whether it was added. */
export function addRecommendation(board: Y.Doc, entity: NewEntity, fields: { text: string }): boolean {
  const root = boardCollection(board, 'recommendations')
  if (root.has(entity.id)) return false
  board.transact(() => {
    addEntity(root, entity, { text: fragmentOf(fields.text), votes: new Y.Map(), for: new Y.Map(), state: 'idea' })
  })
  return true
}
