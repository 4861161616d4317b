import { expect, test } from 'vitest'
import { isOwnOrigin } from './origin.ts'

const publicUrl = 'https://review.example.org'

test.each([
  ['a script without an origin', { host: 'a:1' }, true],
  ['the page itself', { host: 'a:1', origin: 'http://a:1' }, true],
  ['the page behind a proxy that ends TLS', { host: 'review.example.org', origin: 'https://review.example.org' }, true],
  ['the public address, whatever the host', { host: '10.0.0.2:3000', origin: publicUrl }, true],
  ['a proxy that spells the usual port out', { host: 'a:80', origin: 'http://a' }, true],
  ['an origin without a host', { host: 'a:1', origin: 'file://' }, false],
  ['a host that is none', { host: 'a b', origin: 'http://a' }, false],
  ['another site', { host: 'a:1', origin: 'https://evil.example' }, false],
  ['another port', { host: 'a:1', origin: 'http://a:2' }, false],
  ['a longer name', { host: 'a.org', origin: 'http://a.org.evil.example' }, false],
  ['a sandboxed frame', { host: 'a:1', origin: 'null' }, false],
  ['no host', { origin: 'http://a:1' }, false],
  ['a browser that tells it is another site', { host: 'a:1', 'sec-fetch-site': 'cross-site' }, false],
  ['an address typed by a person', { host: 'a:1', 'sec-fetch-site': 'none' }, true],
])('%s: own origin is %3$s', (_who, headers, isOwn) => {
  expect(isOwnOrigin(headers, publicUrl)).toBe(isOwn)
})
