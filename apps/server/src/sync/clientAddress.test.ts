import type { IncomingMessage } from 'node:http'
import { expect, test } from 'vitest'
import { clientAddress } from './clientAddress.ts'

test.each([
  ['no proxy declared: what a client claims is not believed', 0, '6.6.6.6', '10.0.0.1'],
  ['one proxy: the address it saw', 1, '6.6.6.6, 1.2.3.4', '1.2.3.4'],
  ['two proxies', 2, '6.6.6.6, 1.2.3.4, 10.0.0.7', '1.2.3.4'],
  ['fewer hops than declared', 2, '1.2.3.4', '1.2.3.4'],
  ['none of them said anything', 1, undefined, '10.0.0.1'],
])('%s', (_case, proxies, forwarded, expected) => {
  const request = { socket: { remoteAddress: '10.0.0.1' }, headers: { 'x-forwarded-for': forwarded } }
  // Only these two fields of a request are looked at.
  expect(clientAddress(request as unknown as IncomingMessage, proxies)).toBe(expected)
})
