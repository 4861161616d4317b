import { Problem } from '../../connection/meetingApi.ts'

/** Why something of the history did not come or did not happen; null is a server that did not answer in time. */
export function problemText(failure: unknown): string {
  if (failure instanceof Problem) return `${failure.title} ${failure.detail}`.trim()
  if (failure === null) return 'The server takes longer than it should. Nothing is lost; please try again.'
  return 'This part of the history could not be read. Nothing is lost by it; please try again.'
}
