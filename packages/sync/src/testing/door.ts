import * as Y from 'yjs'
import { contentOf, type Roots } from '../contentOf.ts'
import { readFrame } from '../frames.ts'
import { inspectUpdate, Refused } from '../inspectUpdate.ts'
import { defaultLimits } from '../limits.ts'
import { isSameForNewcomers } from '../newcomers.ts'
import { newServerDoc } from '../serverDoc.ts'
import { TypedAhead } from '../typedAhead.ts'
import { readTyping } from '../typing.ts'

/** What became of a frame. `not-applied`: it passed every check, and only applying it told that it is none (rule C10), which costs a rebuild. */
export type Answer = 'not-an-update' | 'malformed-frame' | Refused['kind'] | 'known' | 'taken' | 'not-applied'

/**
 * A room's way in without the room (SPEC.md, rules C2 to C10), fast enough for a hundred thousand frames. What is taken is looked at from every
 * side that an honest person could: `take` throws `Harm` if one of them reads something else.
 */
export interface Door {
  readonly doc: Y.Doc
  /** A frame by eve, who may write. */
  take(frame: Uint8Array): Answer
  /** Begins again with the honest document alone. */
  reset(): void
}

export class Harm extends Error {
  override readonly name = 'Harm'
}

const roots: Roots = { text: 'text', list: 'array', map: 'map', rich: 'xml' }
const limits = defaultLimits

/** Client ids of the honest: the owners of what stands in `honestDocument`. */
export const honestIds = { ada: 1001, ben: 1002 } as const

export function openDoor(): Door {
  const honest = Y.encodeStateAsUpdate(honestDocument())
  let doc = newServerDoc()
  let owners = new Map<number, string>()
  let log: Uint8Array[] = []

  function reset(): void {
    doc.destroy()
    doc = newServerDoc()
    Y.applyUpdate(doc, honest)
    owners = new Map<number, string>([
      [honestIds.ada, 'ada'],
      [honestIds.ben, 'ben'],
    ])
    log = [honest]
  }
  reset()

  return {
    get doc() {
      return doc
    },
    reset,
    take(bytes) {
      const update = updateIn(bytes)
      if (typeof update === 'string') return update
      const before = log
      let inspected: ReturnType<typeof inspectUpdate>
      try {
        inspected = inspectUpdate(doc, update, {
          owner: 'eve',
          owners,
          presentUnder: () => undefined,
          maxClientIds: limits.maxClientIds,
          roots: new Set(Object.keys(roots)),
          maxDepth: limits.maxDepth,
          maxClock: limits.maxClock,
        })
      } catch (error) {
        if (isCertainTyping(doc, owners, update)) throw new Harm('it was let in as typing', { cause: error })
        if (error instanceof Refused) return error.kind
        throw new Harm('looking into it failed', { cause: error })
      }
      const added = inspected.update
      const rows: Uint8Array[] = []
      const listen = (row: Uint8Array) => void rows.push(row)
      doc.on('update', listen)
      let isWhole: boolean
      try {
        Y.applyUpdate(doc, added)
        isWhole =
          doc.store.pendingStructs === null && doc.store.pendingDs === null && (!inspected.needsOwnRow || isSameForNewcomers(doc))
      } catch {
        isWhole = false
      }
      doc.off('update', listen)
      if (!isWhole) {
        reset()
        return 'not-applied'
      }
      log = [...before, ...(inspected.isNew ? [added] : rows)]
      for (const { clientId, owner } of inspected.claims) owners.set(clientId, owner)
      expectUnharmed(doc, { before, log })
      return inspected.deletesOnly && rows.length === 0 ? 'known' : 'taken'
    },
  }
}

/** Whether a room would let it in without the checks (rule S6). */
function isCertainTyping(doc: Y.Doc, owners: ReadonlyMap<number, string>, update: Uint8Array): boolean {
  const typing = readTyping(update)
  return typing !== null && owners.get(typing.client) === 'eve' && new TypedAhead().fits(doc, typing)
}

function updateIn(bytes: Uint8Array): Uint8Array | 'not-an-update' | 'malformed-frame' {
  try {
    const frame = readFrame(bytes)
    return frame.is === 'update' || frame.is === 'step2' ? frame.update : 'not-an-update'
  } catch {
    return 'malformed-frame'
  }
}

function expectUnharmed(doc: Y.Doc, { before, log }: { before: readonly Uint8Array[]; log: readonly Uint8Array[] }): void {
  const content = read(doc, 'the server')
  const expectSame = (who: string, other: Y.Doc) => {
    if (other.store.pendingStructs !== null || other.store.pendingDs !== null) throw new Harm(`${who} waits for what never comes`)
    if (read(other, who) !== content) throw new Harm(`${who} reads something else`)
  }
  expectSame('a newcomer', replay('a newcomer', [Y.encodeStateAsUpdate(doc)]))
  expectSame('who loads the log', replay('who loads the log', log))
  expectSame('who loads it merged', replay('who loads it merged', [Y.mergeUpdates([...log])]))

  // Ben wrote at the same moment: what he did comes before it for him, and after it for the server.
  const ben = replay('ben', before)
  ben.clientID = honestIds.ben
  const his: Uint8Array[] = []
  ben.on('update', (update: Uint8Array) => his.push(update))
  ben.transact(() => {
    ben.getText('text').insert(Math.floor(ben.getText('text').length / 2), 'ben')
    ben.getText('text').format(0, Math.min(3, ben.getText('text').length), { bold: true })
    ben.getArray('list').insert(0, ['ben'])
    ben.getMap('map').set('key', 'ben')
    ben.getXmlFragment('rich').insert(ben.getXmlFragment('rich').length, [new Y.XmlElement('ben')])
  })
  const there = replay('ben', log.slice(before.length), ben)
  const here = replay('the server, later', [...log, ...his])
  if (read(there, 'ben') !== read(here, 'the server, later')) throw new Harm('ben, who wrote meanwhile, reads something else')
}

function replay(who: string, updates: readonly Uint8Array[], onto = new Y.Doc()): Y.Doc {
  try {
    for (const update of updates) Y.applyUpdate(onto, update)
  } catch (cause) {
    throw new Harm(`${who} can't open it`, { cause })
  }
  return onto
}

function read(doc: Y.Doc, who: string): string {
  try {
    return JSON.stringify(contentOf(doc, roots))
  } catch (cause) {
    throw new Harm(`${who} can't read it`, { cause })
  }
}

/** Text, lists, maps and rich text by two people who also deleted something. The same each time. */
export function honestDocument(): Y.Doc {
  const ada = new Y.Doc()
  ada.clientID = honestIds.ada
  ada.getText('text').insert(0, 'The alert came at five past one.')
  ada.getText('text').format(4, 5, { bold: true })
  ada.getText('text').delete(10, 4)
  ada.getArray('list').push([1, 'two', { three: null }])
  ada.getMap('map').set('key', 'value')
  ada.getMap('map').set('key', 'newer')
  const paragraph = new Y.XmlElement('paragraph')
  paragraph.insert(0, [new Y.XmlText('Nobody was paged.')])
  ada.getXmlFragment('rich').insert(0, [paragraph])
  const ben = new Y.Doc()
  ben.clientID = honestIds.ben
  Y.applyUpdate(ben, Y.encodeStateAsUpdate(ada))
  ben.getText('text').insert(4, 'first ')
  ben.getMap('map').set('entry', new Y.Map([['words', new Y.Text('😀 seen')]]))
  ben.getArray('list').delete(1, 1)
  Y.applyUpdate(ada, Y.encodeStateAsUpdate(ben))
  return ada
}
