import type { FastifyInstance } from 'fastify'

/** What a browser may do with our answers. Set on every one of them, errors included. */
export function setSecurityHeaders(app: FastifyInstance, publicUrl: string | undefined): void {
  const isHttps = publicUrl?.startsWith('https:') ?? false
  app.addHook('onRequest', async (request, reply) => {
    reply.headers({
      'content-security-policy': contentSecurityPolicy(request.host, isHttps),
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
      'permissions-policy': 'camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()',
      'x-frame-options': 'DENY',
      // What a call answers is for who asked, now.
      ...(request.url.startsWith('/api/') && { 'cache-control': 'no-store' }),
      // Only where it is true: on plain http in a local network it would lock people out for a year.
      ...(isHttps && { 'strict-transport-security': 'max-age=31536000; includeSubDomains' }),
    })
  })
}

export function contentSecurityPolicy(host: string | undefined, isHttps: boolean): string {
  // Browsers before 2022 don't count websockets as 'self'. The host came with the request: only what can stand in a source goes in.
  const sockets = host !== undefined && /^[\w.:[\]-]+$/.test(host) ? ` ws://${host} wss://${host}` : ''
  return [
    `default-src 'none'`,
    `script-src 'self'`,
    `style-src 'self'`,
    `img-src 'self' data:`,
    `font-src 'self'`,
    `connect-src 'self'${sockets}`,
    `worker-src 'self'`,
    `manifest-src 'self'`,
    `base-uri 'none'`,
    `form-action 'self'`,
    `frame-ancestors 'none'`,
    `require-trusted-types-for 'script'`,
    // The editor's clipboard makes the first, our own worker the second.
    `trusted-types ProseMirrorClipboard second-story`,
    ...(isHttps ? ['upgrade-insecure-requests'] : []),
  ].join('; ')
}
