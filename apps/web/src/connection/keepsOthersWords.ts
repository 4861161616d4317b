import * as Y from 'yjs'

/**
 * For `deleteFilter` of an undo manager: taking back one's own paragraph leaves it standing while somebody else's words are in it. One's own
 * words in it are taken back before it, so an unshared paragraph goes as a whole.
 */
export function keepsOthersWords(item: Y.Item): boolean {
  if (!(item.content instanceof Y.ContentType)) return true
  const { type } = item.content
  const holdsWords = type instanceof Y.Text || (type instanceof Y.XmlElement && type.nodeName === 'paragraph')
  return !holdsWords || type.length === 0
}
