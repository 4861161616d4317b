import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { newFolder, openTestServer, shareTestServer } from '../testing/openTestServer.ts'

const server = shareTestServer()

describe('health', () => {
  test('200 while it serves and saves', async () => {
    const health = await server.inject({ url: '/healthz' })
    expect([health.statusCode, health.json()]).toEqual([200, { status: 'ok' }])
  })
})

describe('refusals', () => {
  test.each([
    ['an address of nothing', { method: 'GET', url: '/api/nothing' }, 404, 'not-found'],
    ['a method that is not there', { method: 'DELETE', url: '/api/meetings' }, 404, 'not-found'],
    [
      'broken JSON',
      { method: 'POST', url: '/api/meetings', payload: '{', headers: { 'content-type': 'application/json' } },
      400,
      'invalid-request',
    ],
    [
      'no JSON',
      { method: 'POST', url: '/api/meetings', payload: 'a=b', headers: { 'content-type': 'application/x-www-form-urlencoded' } },
      415,
      'not-json',
    ],
    ['no body', { method: 'POST', url: '/api/meetings' }, 400, 'invalid-request'],
    ['too much', { method: 'POST', url: '/api/meetings', payload: { title: 'x'.repeat(70_000) } }, 413, 'too-large'],
    [
      'a foreign site',
      { method: 'POST', url: '/api/meetings', payload: { title: 'x' }, headers: { origin: 'https://evil.example' } },
      403,
      'foreign-origin',
    ],
    ['a broken address', { method: 'GET', url: '/api/meetings/%E0%A4%A' }, 400, 'invalid-request'],
  ] as const)('%s is a problem of the one table', async (_what, request, status, code) => {
    const answer = await server.inject(request)
    expect(answer.statusCode).toBe(status)
    expect(answer.headers['content-type']).toContain('application/problem+json')
    const problem = answer.json()
    expect(problem).toMatchObject({ type: `/problems/${code}`, status })
    expect(problem.title.length).toBeGreaterThan(0)
    expect(problem.detail.length).toBeGreaterThan(0)
  })

  test('the cookie from a foreign origin changes nothing, by any method that could', async () => {
    const meeting = await server.createMeeting()
    const lead = await meeting.joinAs('facilitator')
    for (const headers of [{ origin: 'https://evil.example' }, { 'sec-fetch-site': 'cross-site' }]) {
      const answer = await server.inject({
        method: 'PUT',
        url: `/api/meetings/${meeting.id}/phase`,
        headers: { ...headers, cookie: lead.cookie },
        payload: { phase: 'timeline' },
      })
      expect(answer.json()).toMatchObject({ type: '/problems/foreign-origin', status: 403 })
    }
    const own = await server.inject({
      method: 'PUT',
      url: `/api/meetings/${meeting.id}/phase`,
      headers: { origin: 'http://localhost:80', host: 'localhost:80', cookie: lead.cookie },
      payload: { phase: 'causes' },
    })
    expect(own.statusCode).toBe(204)
  })

  test('too many requests are told when to come back', async () => {
    const small = await openTestServer({ CREATES_PER_MINUTE: '1' })
    await small.createMeeting()
    const answer = await small.inject({ method: 'POST', url: '/api/meetings', payload: { title: 'x' } })
    expect(answer.json()).toMatchObject({ type: '/problems/too-many-requests', status: 429 })
    expect(Number(answer.headers['retry-after'])).toBeGreaterThan(0)
  })

  test('what went wrong inside stays inside: neither the answer nor the log repeats its message', async () => {
    const broken = await openTestServer()
    const meeting = await broken.createMeeting()
    const { records } = broken.app.meetings
    Object.assign(records, { readMeeting: () => Promise.reject(new Error('near "what Ada wrote": syntax error')) })
    const answer = await meeting.call(null, 'GET', '')
    expect(answer.json()).toMatchObject({ type: '/problems/unexpected', status: 500 })
    expect(answer.body + broken.logged()).not.toContain('Ada')
    expect(broken.logged()).toContain('request failed')
  })
})

describe('headers', () => {
  test('a strict policy stands on every answer, errors included', async () => {
    for (const url of ['/', '/api/meetings', '/api/nothing', '/healthz']) {
      const { headers } = await server.inject({ url, headers: { host: 'review.local:3000' } })
      expect(headers['content-security-policy']).toBe(
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self' ws://review.local:3000 wss://review.local:3000; worker-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types ProseMirrorClipboard second-story",
      )
      expect(headers).toMatchObject({
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'no-referrer',
        'cross-origin-opener-policy': 'same-origin',
        'cross-origin-resource-policy': 'same-origin',
      })
      expect(headers['strict-transport-security']).toBeUndefined()
    }
  })

  test('a host that could not stand in a policy is left out of it', async () => {
    const { headers } = await server.inject({ url: '/healthz', headers: { host: "x; script-src 'unsafe-inline'" } })
    expect(headers['content-security-policy']).not.toContain('unsafe-inline')
  })

  test('https brings HSTS and upgraded requests, plain http does not', async () => {
    const secure = await openTestServer({ PUBLIC_URL: 'https://review.example.org' })
    const { headers } = await secure.inject({ url: '/healthz' })
    expect(headers['strict-transport-security']).toContain('max-age=31536000')
    expect(headers['content-security-policy']).toContain('upgrade-insecure-requests')
  })
})

describe('for operators', () => {
  test('the interface describes itself as OpenAPI 3.1', async () => {
    const document = (await server.inject({ url: '/api/openapi.json' })).json()
    expect(document.openapi).toBe('3.1.0')
    expect(Object.keys(document.paths).sort()).toEqual([
      '/api/agendas',
      '/api/meetings',
      '/api/meetings/{id}',
      '/api/meetings/{id}/agenda',
      '/api/meetings/{id}/agenda/template',
      '/api/meetings/{id}/calendar/{file}',
      '/api/meetings/{id}/card',
      '/api/meetings/{id}/coach',
      '/api/meetings/{id}/coach/words',
      '/api/meetings/{id}/export/{format}',
      '/api/meetings/{id}/history',
      '/api/meetings/{id}/history/moments/{seq}',
      '/api/meetings/{id}/history/versions/{version}',
      '/api/meetings/{id}/join',
      '/api/meetings/{id}/keys/{role}',
      '/api/meetings/{id}/me',
      '/api/meetings/{id}/minutes',
      '/api/meetings/{id}/people/{participant}/role',
      '/api/meetings/{id}/phase',
      '/api/meetings/{id}/restore',
      '/api/meetings/{id}/reveal',
      '/api/meetings/{id}/settings',
      '/api/meetings/{id}/spotlight',
      '/api/meetings/{id}/versions',
      '/healthz',
    ])
    const body = document.paths['/api/meetings/{id}/phase'].put.requestBody.content['application/json'].schema
    expect(body.properties.phase.enum).toContain('wrap-up')
  })

  test('metrics are counts under few labels: no meeting, no person', async () => {
    const meeting = await server.createMeeting()
    const ada = await meeting.joinAs('participant', 'Ada Lovelace')
    await meeting.call(ada, 'GET', '')
    const { body, headers } = await server.inject({ url: '/metrics' })
    expect(headers['content-type']).toContain('text/plain')
    expect(body).toContain('second_story_http_seconds_count{method="GET",route="/api/meetings/:id",status="2xx"}')
    expect(body).toContain('second_story_saving 1')
    for (const name of [meeting.id, ada.participantId, 'Ada']) expect(body).not.toContain(name)
  })

  test('metrics are for this machine alone, or for whoever has the token', async () => {
    const forwarded = { 'x-forwarded-for': '1.2.3.4' }
    expect((await server.inject({ url: '/metrics', headers: forwarded })).statusCode).toBe(403)
    expect((await server.inject({ url: '/metrics', remoteAddress: '10.0.0.9' })).statusCode).toBe(403)
    const guarded = await openTestServer({ METRICS_TOKEN: 'open-sesame' })
    expect((await guarded.inject({ url: '/metrics' })).statusCode).toBe(403)
    const authorization = 'Bearer open-sesame'
    expect((await guarded.inject({ url: '/metrics', headers: { ...forwarded, authorization } })).statusCode).toBe(200)
  })

  test('the log tells what happened by route: no query, no token, no name, no text', async () => {
    const logging = await openTestServer({ LOG_LEVEL: 'debug' })
    const meeting = await logging.createMeeting({ title: 'Secret title' })
    const ada = await meeting.joinAs('participant', 'Ada Lovelace')
    await logging.inject({ url: `/api/meetings/${meeting.id}?token=${ada.token}`, headers: { cookie: ada.cookie } })
    const logged = logging.logged()
    expect(logged).toContain('"route":"/api/meetings/:id"')
    for (const line of logged.trim().split('\n')) expect(() => JSON.parse(line)).not.toThrow()
    for (const private_ of ['Secret', 'Ada', ada.token, ada.cookie, meeting.keys.participant])
      expect(logged).not.toContain(private_)
  })
})

describe('the web app', () => {
  async function withWebApp() {
    const webAppFolder = join(await newFolder(), 'dist')
    await mkdir(join(webAppFolder, 'assets'), { recursive: true })
    await mkdir(join(webAppFolder, '.vite'))
    await writeFile(join(webAppFolder, 'index.html'), '<!doctype html><title>Second Story</title>')
    await writeFile(join(webAppFolder, 'assets/main-abc.js'), 'console.log(1)\n'.repeat(100))
    await writeFile(join(webAppFolder, '.vite/manifest.json'), '{}')
    await writeFile(join(webAppFolder, '../secret.txt'), 'secret')
    return openTestServer({}, { webAppFolder })
  }

  test('pages live at every address that is no call, and are asked for anew each time', async () => {
    const server = await withWebApp()
    for (const url of ['/', '/m/abc', '/about/this']) {
      const page = await server.inject({ url, headers: { accept: 'text/html' } })
      expect([page.statusCode, page.headers['content-type'], page.headers['cache-control']]).toEqual([
        200,
        'text/html; charset=utf-8',
        'no-cache',
      ])
      expect(page.body).toContain('<title>Second Story')
      const again = await server.inject({ url, headers: { accept: 'text/html', 'if-none-match': String(page.headers['etag']) } })
      expect(again.statusCode).toBe(304)
    }
  })

  test('files with a hash in their name are kept for ever, and sent compressed', async () => {
    const server = await withWebApp()
    const ask = (encoding: string) => server.inject({ url: '/assets/main-abc.js', headers: { 'accept-encoding': encoding } })
    const [br, gzip, plain] = [await ask('gzip, deflate, br'), await ask('gzip, br;q=0'), await ask('identity')]
    expect(br.headers).toMatchObject({
      'content-encoding': 'br',
      'content-type': 'text/javascript; charset=utf-8',
      'cache-control': 'public, max-age=31536000, immutable',
      vary: 'accept-encoding',
    })
    expect(gzip.headers['content-encoding']).toBe('gzip')
    expect(brotliDecompressSync(br.rawPayload).toString()).toBe(plain.body)
    expect(gunzipSync(gzip.rawPayload).toString()).toBe(plain.body)
  })

  test('nothing beside the app is served, and no page in place of a missing file', async () => {
    const server = await withWebApp()
    for (const url of [
      '/../secret.txt',
      '/%2e%2e/secret.txt',
      '/assets/../../secret.txt',
      '/.vite/manifest.json',
      '/assets/gone.js',
      '/api/x',
      '/x.js',
    ]) {
      const answer = await server.inject({ url, headers: { accept: '*/*' } })
      expect([url, answer.statusCode, answer.body.includes('secret"')]).toEqual([url, 404, false])
    }
  })

  test('where it is not built a plain sentence says what to do', async () => {
    const page = await server.inject({ url: '/', headers: { accept: 'text/html' } })
    expect(page.statusCode).toBe(503)
    expect(page.body).toContain('npm start')
  })
})
