/**
 * Every refusal that a client of the HTTP interface can meet, RFC 9457 problem details: a stable code (the end of `type`), a status,
 * and what happened in a few words. What to do about it is the `detail` of each case.
 */
export const problems = {
  'invalid-request': { status: 400, title: 'The request is not as it should be.' },
  'not-joined': { status: 401, title: 'You have not joined this meeting.' },
  'wrong-key': { status: 403, title: 'This link does not open the meeting.' },
  'not-allowed': { status: 403, title: 'This is not yours to do.' },
  'foreign-origin': { status: 403, title: 'This came from another site.' },
  'no-such-meeting': { status: 404, title: 'There is no such meeting.' },
  'no-such-person': { status: 404, title: 'There is no such person in this meeting.' },
  'no-such-moment': { status: 404, title: 'That moment is not kept.' },
  'no-such-version': { status: 404, title: 'There is no such version.' },
  'no-such-agenda': { status: 404, title: 'There is no such saved agenda.' },
  'no-such-format': { status: 404, title: 'There is no such format.' },
  'not-found': { status: 404, title: 'There is nothing at this address.' },
  'last-facilitator': { status: 409, title: 'A meeting needs a facilitator.' },
  'already-revealed': { status: 409, title: 'The parking is open already.' },
  'no-time-yet': { status: 409, title: 'There is no time for this yet.' },
  'too-many-versions': { status: 409, title: 'This meeting has as many named versions as it can.' },
  'cannot-restore': { status: 409, title: 'The board cannot be made to say that again.' },
  'too-large': { status: 413, title: 'That is too large.' },
  'not-json': { status: 415, title: 'This is not a format the server reads.' },
  'too-many-requests': { status: 429, title: 'Too many requests at once.' },
  'damaged-history': { status: 500, title: 'This part of the history is damaged.' },
  'agendas-unusable': { status: 500, title: 'The saved agendas can’t be used.' },
  'restored-in-part': { status: 500, title: 'The board was restored, but not to the letter.' },
  unexpected: { status: 500, title: 'Something went wrong on the server.' },
  damaged: { status: 503, title: 'A part of this meeting is damaged.' },
  'not-saving': { status: 503, title: 'The server cannot save at the moment.' },
  restarting: { status: 503, title: 'The server is restarting.' },
} as const satisfies Record<string, { status: number; title: string }>

export type ProblemCode = keyof typeof problems

/** The body of an `application/problem+json` answer. */
export interface ProblemDetails {
  readonly type: string
  readonly title: string
  readonly status: number
  readonly detail: string
}

/** A refusal on its way to the client. `detail` says what to do, and never carries what others wrote. */
export class Problem extends Error {
  override readonly name = 'Problem'
  readonly code: ProblemCode

  constructor(code: ProblemCode, detail: string) {
    super(detail)
    this.code = code
  }
}

export function problemDetails(code: ProblemCode, detail: string): ProblemDetails {
  return { type: `/problems/${code}`, title: problems[code].title, status: problems[code].status, detail }
}
