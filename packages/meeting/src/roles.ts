/** What a person may do in one meeting, from most to least. */
export const roles = ['facilitator', 'participant', 'observer'] as const
export type Role = (typeof roles)[number]

/** The one of two roles that may do more. */
export function widerRole(a: Role, b: Role): Role {
  return roles.indexOf(a) <= roles.indexOf(b) ? a : b
}

export function mayCommand(role: Role): boolean {
  return role === 'facilitator'
}
