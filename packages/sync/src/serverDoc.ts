import * as Y from 'yjs'

/**
 * A document that changes by what it is given and by nothing else. Yjs tidies up formatting after others' edits: each replica deletes the marks
 * that are of no use there and then, in a second transaction, and tells the others. A server that did so would hold deletions that are in no
 * row of its log and that nobody was told of; who joins later would see other formatting than those who are there. Clients tidy up for
 * themselves, and what they delete comes as their edit.
 */
export function newServerDoc(): Y.Doc {
  const doc = new Y.Doc()
  // Emitted right before it would begin.
  doc.on('afterTransaction', (transaction) => {
    transaction._needFormattingCleanup = false
  })
  return doc
}
