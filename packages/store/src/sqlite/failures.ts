import { DamagedDocumentError, MomentNotKeptError } from '@second-story/sync'
import { StoreOpenError } from '../errors.ts'
import type { Failure } from './protocol.ts'

/** An error in the form that crosses threads, and back. Our own errors keep their class, others their message and stack as `cause`. */
export function toFailure(error: unknown): Failure {
  if (error instanceof StoreOpenError) return { is: 'open', message: error.message, cause: error.cause }
  if (error instanceof DamagedDocumentError) {
    return { is: 'damaged', document: error.document, seq: error.seq, what: error.what }
  }
  if (error instanceof MomentNotKeptError) return { is: 'not-kept', document: error.document, seq: error.seq }
  return { is: 'other', message: error instanceof Error ? error.message : String(error), cause: error }
}

export function toError(failure: Failure): Error {
  switch (failure.is) {
    case 'open':
      return new StoreOpenError(failure.message, { cause: failure.cause })
    case 'damaged':
      return new DamagedDocumentError(failure.document, failure.seq, failure.what)
    case 'not-kept':
      return new MomentNotKeptError(failure.document, failure.seq)
    case 'other':
      return new Error(failure.message, { cause: failure.cause })
    default:
      return failure satisfies never
  }
}
