import type { AgendaStep, Card, Criterion, MeetingId, ParticipantId, Phase, Role } from '@second-story/meeting'

/**
 * The meeting's commands over HTTP. What people write goes through the shared documents; what changes the course of the meeting goes
 * here. A refusal is thrown as `Problem`, whose sentences are fit to be shown.
 */

/** RFC 9457 problem details, or what stands for them when no answer came. */
export class Problem extends Error {
  readonly status: number
  readonly title: string
  readonly detail: string

  constructor(status: number, title: string, detail: string) {
    super(`${title} ${detail}`)
    this.name = 'Problem'
    this.status = status
    this.title = title
    this.detail = detail
  }
}

export interface NewMeeting {
  title: string
  incidentDate?: string
  /** ISO 8601 with an offset. */
  began?: string
  /** The same, or a day. */
  ended?: string
  zone?: string
  incidentLead?: string
  facilitator?: string
  criteria?: Criterion
  minutes?: Partial<Record<Phase, number>>
  agenda?: readonly AgendaStep[]
  revealWithoutNames?: boolean
}

export interface CreatedMeeting {
  id: MeetingId
  keys: Record<Role, string>
  links: Record<Role, string>
}

/** The documents that this person may open. */
export interface DocumentNames {
  board: string
  agenda: string
  parked?: string
  desk?: string
}

export interface Joined {
  participantId: ParticipantId
  role: Role
  token: string
  documents: DocumentNames
}

export interface MeetingOverview {
  id: MeetingId
  title: string
  /** As this person is known in the meeting. */
  name: string
  phase: Phase
  role: Role
  participantId: ParticipantId
  documents: DocumentNames
}

export interface ListedMeeting {
  id: MeetingId
  title: string
  phase: Phase
  role: Role
  createdAt: string
}

export const meetingApi = {
  create: (meeting: NewMeeting) => send<CreatedMeeting>('POST', '/api/meetings', meeting),
  list: async () => (await send<{ meetings: ListedMeeting[] }>('GET', '/api/meetings')).meetings,
  join: (id: string, key: string, name: string) =>
    send<Joined>('POST', `/api/meetings/${encodeURIComponent(id)}/join`, { key, name }),
  read: (id: string) => send<MeetingOverview>('GET', `/api/meetings/${encodeURIComponent(id)}`),
  enterPhase: (id: MeetingId, phase: Phase) => send<void>('PUT', `/api/meetings/${id}/phase`, { phase }),
  setMinutes: (id: MeetingId, phase: Phase, minutes: number) =>
    send<void>('PUT', `/api/meetings/${id}/minutes`, { phase, minutes }),
  showCard: (id: MeetingId, card: Card | null) => send<void>('PUT', `/api/meetings/${id}/card`, { card }),
  spotlight: (id: MeetingId, entry: string | null) => send<void>('PUT', `/api/meetings/${id}/spotlight`, { entry }),
  setRole: (id: MeetingId, participant: ParticipantId, role: Role) =>
    send<void>('PUT', `/api/meetings/${id}/people/${participant}/role`, { role }),
  setMe: (id: MeetingId, change: { name?: string; withIt?: boolean }) => send<void>('PUT', `/api/meetings/${id}/me`, change),
  changeSettings: (id: MeetingId, change: { title?: string; zone?: string; revealWithoutNames?: boolean }) =>
    send<void>('PUT', `/api/meetings/${id}/settings`, change),
  reveal: (id: MeetingId) => send<{ revealed: number }>('POST', `/api/meetings/${id}/reveal`),
  renewKey: (id: MeetingId, role: Role) => send<{ key: string; link: string }>('POST', `/api/meetings/${id}/keys/${role}`),
  calendarAddress: (id: MeetingId, event: 'draft-due' | 'meeting') => `/api/meetings/${id}/calendar/${event}.ics`,
  exportAddress: (id: MeetingId, format: string) => `/api/meetings/${id}/export/${format}`,
  exportText: async (id: MeetingId, format: string) => (await request('GET', `/api/meetings/${id}/export/${format}`)).text(),
}

/** A command or a question whose answer is JSON, or nothing (204). */
export async function send<T>(method: string, path: string, body?: unknown, signal?: AbortSignal): Promise<T> {
  const response = await request(method, path, body, signal)
  // Our own server's answer, of the same version as this app: believed here, checked there.
  return (response.status === 204 ? undefined : await response.json()) as T
}

/** The answer to a request that went well; whatever else happens is thrown as `Problem`. */
export async function request(method: string, path: string, body?: unknown, signal?: AbortSignal): Promise<Response> {
  let response: Response
  try {
    response = await fetch(path, {
      method,
      ...(signal && { signal }),
      ...(body !== undefined && { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
    })
  } catch {
    throw new Problem(0, 'The server cannot be reached.', 'Check your connection and try again; nothing that you wrote is lost.')
  }
  if (response.ok) return response
  throw await readProblem(response)
}

async function readProblem(response: Response): Promise<Problem> {
  const fallback = new Problem(response.status, 'That did not work.', `The server answered ${response.status}. Please try again.`)
  if (!response.headers.get('content-type')?.includes('json')) return fallback
  const body: unknown = await response.json().catch(() => null)
  if (typeof body !== 'object' || body === null) return fallback
  const title = 'title' in body && typeof body.title === 'string' ? body.title : fallback.title
  const detail = 'detail' in body && typeof body.detail === 'string' ? body.detail : ''
  return new Problem(response.status, title, detail)
}
