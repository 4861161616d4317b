import type { IncomingMessage } from 'node:http'

/**
 * Whose limits a websocket counts against, by the same rule as HTTP requests: with `trustProxy` proxies in front, the address that the
 * outermost of them saw.
 */
export function clientAddress(request: IncomingMessage, trustProxy: number): string {
  const socket = request.socket.remoteAddress ?? 'unknown'
  if (trustProxy === 0) return socket
  const forwarded = String(request.headers['x-forwarded-for'] ?? '')
    .split(',')
    .map((address) => address.trim())
    .filter(Boolean)
  return [...forwarded, socket].at(-1 - trustProxy) ?? forwarded[0] ?? socket
}
