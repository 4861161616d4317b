import type { IncomingHttpHeaders } from 'node:http'

/**
 * Whether a request may come from where it says it comes from. Cookies travel with requests that another site makes a browser send;
 * the browser names that site. Scripts send no `Origin` and bring their own token.
 */
export function isOwnOrigin(headers: IncomingHttpHeaders, publicUrl: string | undefined): boolean {
  const { origin, host } = headers
  if (origin === undefined) return headers['sec-fetch-site'] !== 'cross-site'
  if (origin === publicUrl) return true
  if (host === undefined || !URL.canParse(origin)) return false
  const { protocol, host: named } = new URL(origin)
  // Under the origin's own scheme: behind a proxy that ends TLS the scheme here is not the one that the browser sees.
  const asked = `${protocol}//${host}`
  return URL.canParse(asked) && named !== '' && new URL(asked).host === named
}
