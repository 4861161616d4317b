import * as Y from 'yjs'
import { newServerDoc } from './serverDoc.ts'

/** Of a shared type of Yjs. */
interface Holder {
  readonly _start: Y.Item | null
  readonly _map: ReadonlyMap<string, Y.Item>
}

/**
 * Whether somebody who is given this document as one update has everything where it is here. Of sound documents that is always so; not of one
 * in which parts stand in the wrong order (SPEC.md, rule S7). Costs as much as a join without a snapshot.
 */
export function isSameForNewcomers(doc: Y.Doc): boolean {
  const newcomer = newServerDoc()
  Y.applyUpdate(newcomer, Y.encodeStateAsUpdate(doc))
  const [here, there] = [placesOf(doc), placesOf(newcomer)]
  newcomer.destroy()
  return here.length === there.length && here.every((place, index) => place === there[index])
}

/** What stands where, tombstones too: runs of clocks by client, list by list, with what is within. Types that are deleted are left out. */
function placesOf(doc: Y.Doc): (number | string)[] {
  const places: (number | string)[] = []
  const within: Holder[] = []
  const roots = [...doc.share].toSorted(([a], [b]) => (a < b ? -1 : 1))
  for (const [name, root] of roots) {
    // A root that somebody has only looked at is not in an update.
    if (root._start === null && root._map.size === 0) continue
    places.push(name)
    within.push(root)
    for (let type = within.pop(); type !== undefined; type = within.pop())
      for (const inner of listPlaces(type, places)) within.push(inner)
  }
  return places
}

/** Adds what stands in this type, and returns the types in it. */
function listPlaces(type: Holder, places: (number | string)[]): Holder[] {
  const inner: Holder[] = []
  const noteType = ({ content, deleted }: Y.Item) => {
    if (content instanceof Y.ContentType && !deleted) inner.push(content.type)
  }
  places.push('')
  let client = -1
  let end = -1
  for (let item = type._start; item !== null; item = item.right) {
    if (item.id.client !== client || item.id.clock !== end) places.push(item.id.client, item.id.clock)
    client = item.id.client
    end = item.id.clock + item.length
    noteType(item)
  }
  for (const [key, item] of [...type._map].toSorted(([a], [b]) => (a < b ? -1 : 1))) {
    places.push(key, item.lastId.client, item.lastId.clock)
    noteType(item)
  }
  return inner
}
