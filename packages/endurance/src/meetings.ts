import type { Server } from './server.ts'

export interface Meeting {
  readonly id: string
  readonly keys: Readonly<Record<'facilitator' | 'participant' | 'observer', string>>
}

/** Somebody who has joined: what the server has answered, and which meeting it was. */
export interface Member {
  readonly meeting: Meeting
  readonly participantId: string
  readonly token: string
  readonly documents: { readonly board: string; readonly agenda: string; readonly parked?: string; readonly desk?: string }
}

export async function createMeeting(server: Server, title: string): Promise<Meeting> {
  return (await call(server, 'POST', '/meetings', { body: { title } })) as Meeting
}

export async function join(server: Server, meeting: Meeting, role: keyof Meeting['keys'], name: string): Promise<Member> {
  const joined = await call(server, 'POST', `/meetings/${meeting.id}/join`, { body: { key: meeting.keys[role], name } })
  return { meeting, ...(joined as Omit<Member, 'meeting'>) }
}

/** A call of the HTTP interface. Resolves with its answer; rejects with the problem if it is refused, or if the server dies meanwhile. */
export async function call(
  server: Server,
  method: string,
  path: string,
  { body, token }: { body?: unknown; token?: string } = {},
): Promise<unknown> {
  const response = await fetch(`${server.url}/api${path}`, {
    method,
    headers: {
      ...(body !== undefined && { 'content-type': 'application/json' }),
      ...(token !== undefined && { authorization: `Bearer ${token}` }),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  })
  const text = await response.text()
  if (!response.ok) throw new Error(`${method} ${path} gave ${response.status}: ${text}`)
  return text === '' ? null : (JSON.parse(text) as unknown)
}
