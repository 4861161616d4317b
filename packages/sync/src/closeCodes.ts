/** Every websocket close code that the server sends, and what it tells the client. 44xx are for good, the others may be retried. */
export const closeCodes = {
  /** The server restarts: come back in a moment. */
  restarting: 1012,
  /** Too much at once: come back later. */
  overloaded: 1013,
  /** No token or session, or one that has expired: join again. */
  notJoined: 4401,
  /** Joined, but without the right to open this document. */
  forbidden: 4403,
  /** No such document; another's private document looks the same. */
  noSuchDocument: 4404,
  /** What was sent broke the protocol or a rule of the document. */
  abuse: 4408,
  /** A message or the document is larger than the limits allow. */
  tooLarge: 4413,
  /** This app is older than the server: reload. */
  outdated: 4426,
  /** The document could not be loaded: nothing was written; try again later. */
  loadFailed: 4500,
} as const

export type CloseCode = (typeof closeCodes)[keyof typeof closeCodes]
