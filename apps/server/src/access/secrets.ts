import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'

/** 256 random bits, fit for an address: a key, a session or a token. Nobody guesses one, so none needs to be slow to check. */
export function newSecret(): string {
  return randomBytes(32).toString('base64url')
}

/** What is kept of a secret (SHA-256, hex): whoever reads the database can't open a meeting. */
export function hashSecret(secret: string): string {
  return createHash('sha256').update(secret).digest('hex')
}

/** In the same time whatever differs. */
export function isSameSecret(a: string, b: string): boolean {
  return timingSafeEqual(createHash('sha256').update(a).digest(), createHash('sha256').update(b).digest())
}
