import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { readImport } from './readImport.ts'

/** Files true to what each product gives out, kept beside the repository; where they are missing, the fixtures of the other tests stand alone. */
const folder = join(import.meta.dirname, '../../../../../shared/samples')
const there = existsSync(folder)

const instant = (at: string | null | undefined) => (at == null ? null : new Date(at).toISOString().replace('.000Z', 'Z'))

function read(names: readonly string[], known = { date: '2018-02-10', zone: 'America/New_York' }) {
  const files = names.map((name) => ({ name, text: readFileSync(join(folder, name), 'utf8') }))
  return readImport(files, known).imported
}

describe.skipIf(!there)(`files as the products give them out${there ? '' : `: skipped, there are none in ${folder}`}`, () => {
  test.each([
    [
      ['slack-export.json', 'slack-users.json', 'slack-channels.json'],
      'slack',
      11,
      '2018-02-10T20:26:02Z',
      '2018-02-11T05:12:00Z',
    ],
    [['slack-export-software.json', 'slack-users.json'], 'slack', 3, '2018-02-10T20:20:14Z', '2018-02-10T20:23:41Z'],
    [['slack-thread-paste.txt'], 'copied-chat', 6, '2018-02-10T20:20:00Z', '2018-02-10T21:14:00Z'],
    [['slack-thread-paste-old.txt'], 'copied-chat', 4, '2018-02-10T20:20:00Z', '2018-02-10T20:26:00Z'],
    [['teams-chat-paste.txt'], 'copied-chat', 4, '2018-02-09T22:40:00Z', '2018-02-10T20:23:00Z'],
    [['discord-chat-paste.txt'], 'copied-chat', 4, '2018-02-10T04:58:00Z', '2018-02-10T20:22:00Z'],
    [['pagerduty-log-entries.json'], 'pagerduty', 12, '2018-02-10T20:26:00Z', '2018-02-10T22:51:12Z'],
    [['pagerduty-webhooks-v3.ndjson'], 'pagerduty', 5, '2018-02-10T20:26:00Z', '2018-02-10T22:51:12Z'],
    [['opsgenie-alert-logs.json'], 'opsgenie', 5, '2018-02-10T20:26:00Z', '2018-02-10T22:51:12Z'],
    [['alertmanager-webhook.json'], 'alertmanager', 3, '2018-02-10T17:20:07Z', '2018-02-10T18:01:22Z'],
    [['alertmanager-webhook-resolved.json'], 'alertmanager', 6, '2018-02-10T17:20:07Z', '2018-02-10T21:23:07Z'],
    [
      ['alertmanager-webhook.json', 'alertmanager-webhook-resolved.json'],
      'alertmanager',
      6,
      '2018-02-10T17:20:07Z',
      '2018-02-10T21:23:07Z',
    ],
    [['grafana-webhook.json'], 'grafana', 3, '2018-02-10T17:20:07Z', '2018-02-10T21:21:22Z'],
    [['github-issue-comments.json'], 'github', 5, '2018-02-10T20:22:00Z', '2018-02-10T22:52:00Z'],
    [['github-issue.json'], 'github', 2, '2018-02-10T20:21:00Z', '2018-02-10T22:52:00Z'],
    [['statuspage.json'], 'statuspage', 5, '2018-02-10T20:24:00Z', '2018-02-14T15:00:00Z'],
    [['events.csv'], 'table', 7, '2018-02-10T18:01:00Z', '2018-02-10T22:50:00Z'],
    [['events-semicolon.csv'], 'table', 7, '2018-02-10T18:01:00Z', '2018-02-10T22:50:00Z'],
    [['events.tsv'], 'table', 7, '2018-02-10T18:01:00Z', '2018-02-10T22:50:00Z'],
    [['timeline-list.md'], 'text', 8, '2018-02-10T18:01:00Z', '2018-02-11T05:12:00Z'],
    [['timeline-table.md'], 'text', 6, '2018-02-10T18:01:00Z', '2018-02-11T05:12:00Z'],
    [['timeline-plain.txt'], 'text', 18, '2018-02-10T18:01:00Z', '2018-02-11T05:12:00Z'],
  ])('%s', (names, format, count, first, last) => {
    const { rows, ...rest } = read(names)
    const times = rows.flatMap(({ at }) => instant(at) ?? [])
    expect([rest.format, rows.length, times[0], times.at(-1)]).toEqual([format, count, first, last])
    expect(rows.every(({ text }) => text.trim() !== '')).toBe(true)
    expect(rest.asks).toEqual([])
  })

  test('what the files say of marks, people and evidence is there', () => {
    const marksOf = (names: readonly string[]) =>
      Object.fromEntries(read(names).rows.flatMap(({ mark, at }) => (mark === null ? [] : [[mark, instant(at)]])))
    expect(marksOf(['pagerduty-log-entries.json'])).toEqual({
      detected: '2018-02-10T20:26:00Z',
      resolved: '2018-02-10T22:51:12Z',
    })
    expect(marksOf(['statuspage.json'])).toEqual({ mitigated: '2018-02-10T21:14:30Z', resolved: '2018-02-10T22:53:00Z' })
    expect(marksOf(['events.csv'])).toEqual({
      'impact-start': '2018-02-10T18:01:00Z',
      declared: '2018-02-10T20:23:00Z',
      mitigated: '2018-02-10T21:14:00Z',
      resolved: '2018-02-10T22:50:00Z',
    })
    const { rows, problems } = read(['slack-export.json', 'slack-users.json', 'slack-channels.json'])
    expect(problems).toEqual([])
    expect(rows.some(({ text }) => /<[@#!]|&(?:amp|lt|gt);/.test(text))).toBe(false)
    expect(rows.flatMap(({ links }) => links)).toContainEqual({
      url: 'https://foo.example.com/files/F0DUMP0001',
      title: 'fooserver-1-threads.txt',
    })
    expect(new Set(rows.map(({ who }) => who))).toContain('Gabe Lindqvist')
  })
})
