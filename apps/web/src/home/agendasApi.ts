import type { AgendaStep, MeetingId } from '@second-story/meeting'
import { send } from '../connection/meetingApi.ts'

/** An agenda that the organisation uses again. */
export interface SavedAgenda {
  readonly name: string
  readonly steps: readonly AgendaStep[]
}

/** Agendas over HTTP (docs/api.md); refusals are thrown as `Problem`. */
export const agendasApi = {
  list: async () => (await send<{ agendas: SavedAgenda[] }>('GET', '/api/agendas')).agendas,
  set: (id: MeetingId, steps: readonly AgendaStep[]) => send<void>('PUT', `/api/meetings/${id}/agenda`, { steps }),
  save: (id: MeetingId, name: string) => send<void>('PUT', `/api/meetings/${id}/agenda/template`, { name }),
  remove: (id: MeetingId, name: string) =>
    send<void>('DELETE', `/api/meetings/${id}/agenda/template?name=${encodeURIComponent(name)}`),
}
