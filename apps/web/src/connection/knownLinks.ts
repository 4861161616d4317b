import type { Role } from '@second-story/meeting'

/**
 * The links of a meeting as far as this device knows them: the maker got all three, whoever joined knows the one they used. They are kept
 * here because the address bar must not show a key (screens are shared), and the server keeps only their hashes.
 */
type Links = Partial<Record<Role, string>>

export function readKnownLinks(meeting: string): Links {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(storedUnder(meeting)) ?? '{}')
    return typeof kept === 'object' && kept !== null ? kept : {}
  } catch {
    return {} // storage is refused or was tampered with
  }
}

export function rememberLinks(meeting: string, links: Links): void {
  try {
    localStorage.setItem(storedUnder(meeting), JSON.stringify({ ...readKnownLinks(meeting), ...links }))
  } catch {
    // storage is refused: the links can still be renewed by a facilitator
  }
}

/** The key of a link as somebody pastes it: what stands behind the #, or all of it. */
export function keyOf(link: string): string {
  return link.includes('#') ? link.slice(link.indexOf('#') + 1).trim() : link.trim()
}

/** The name that this person gave last time, on this device. */
export function readMyName(): string {
  try {
    return localStorage.getItem('second-story/name') ?? ''
  } catch {
    return ''
  }
}

export function rememberMyName(name: string): void {
  try {
    localStorage.setItem('second-story/name', name)
  } catch {
    // storage is refused: the name is asked for again
  }
}

function storedUnder(meeting: string): string {
  return `second-story/links/${meeting}`
}
