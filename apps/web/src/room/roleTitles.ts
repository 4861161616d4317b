import type { Role } from '@second-story/meeting'

export const roleTitles: Readonly<Record<Role, string>> = {
  facilitator: 'Facilitator',
  participant: 'Participant',
  observer: 'Observer',
}
