import * as Y from 'yjs'

/** A timeline of so many entries; 10,000 of them are about 1.4 MB. Written in one go by one client, always the same. */
export function largeDocument(entries: number): Y.Doc {
  const doc = new Y.Doc()
  doc.clientID = 77
  const start = Date.parse('2026-03-02T09:00:00Z')
  doc.transact(() => {
    const timeline = doc.getMap('timeline')
    for (let index = 0; index < entries; index++) {
      const entry = new Y.Map<unknown>()
      entry.set('at', new Date(start + index * 1000).toISOString())
      entry.set('text', `Entry ${index}: somebody saw something odd on the dashboard.`)
      timeline.set(`entry-${index}`, entry)
    }
  })
  return doc
}
