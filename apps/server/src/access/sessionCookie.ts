/** The cookie that makes a browser known: one session, any number of meetings. */
const name = 'second_story_session'

/** The session secret in a `Cookie` header, if there is one that could be ours. */
export function readSessionCookie(header: string | undefined): string | null {
  return header?.match(/(?:^|;\s*)second_story_session=([A-Za-z0-9_-]{43})(?:;|$)/)?.[1] ?? null
}

export function sessionCookie(secret: string, { maxAgeSeconds, secure }: { maxAgeSeconds: number; secure: boolean }): string {
  // Lax, not Strict: who opens a meeting's link out of a chat is still the same person.
  return `${name}=${secret}; Path=/; Max-Age=${maxAgeSeconds}; HttpOnly; SameSite=Lax${secure ? '; Secure' : ''}`
}
