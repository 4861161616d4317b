/** The store can't be opened. The message names the path, what is wrong, and what to do: show it as it is. */
export class StoreOpenError extends Error {
  override readonly name = 'StoreOpenError'
}

/** The store was closed, or its thread has just died and is being started again: then asking again will help. */
export class StoreClosedError extends Error {
  override readonly name = 'StoreClosedError'
}
