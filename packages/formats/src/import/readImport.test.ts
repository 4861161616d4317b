import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { ImportedRow, ImportKnown } from './imported.ts'
import { readImport } from './readImport.ts'

const incident: ImportKnown = { date: '2018-02-10', zone: 'UTC' }

function read(source: string | object, known: ImportKnown = incident, ...more: object[]) {
  const texts = [source, ...more].map((each) => (typeof each === 'string' ? each : JSON.stringify(each)))
  return readImport(
    texts.map((text, index) => ({ name: `file ${index + 1}`, text })),
    known,
  ).imported
}

/** `time who | text`, the day left out. */
const brief = (rows: readonly ImportedRow[]) =>
  rows.map(({ at, who, text }) => `${at?.replace('2018-02-10T', '') ?? 'open'} ${who ?? '-'} | ${text}`)

describe('a Slack export', () => {
  const users = [
    { id: 'U1', name: 'ben', profile: { display_name: 'Ben', real_name: 'Ben A' } },
    { id: 'U2', name: 'gabe', deleted: true, profile: { display_name: '', real_name: 'Gabe L' } },
  ]
  const message = (ts: string, text: string, more: object = {}) => ({ type: 'message', user: 'U1', ts, text, ...more })

  test('mentions, links and escapes are as people saw them', () => {
    const day = [
      message('1518294552.000200', '<@U2> see <https://a.example/x?a=1&amp;b=2|the graph>, 3 &lt; 4 in <#C1|ops>, *now* <!here>'),
    ]
    const { rows } = read(day, incident, users)
    expect(brief(rows)).toEqual(['20:29:12Z Ben | @Gabe L see the graph, 3 < 4 in #ops, now @here'])
    expect(rows[0]?.links).toEqual([{ url: 'https://a.example/x?a=1&b=2', title: 'the graph' }])
  })

  test('replies know what they answer, and nothing comes twice', () => {
    const root = message('1518294900.000300', 'restarted it', {
      thread_ts: '1518294900.000300',
      replies: [{ user: 'U2', ts: '1518294960.000100' }],
    })
    const reply = message('1518294960.000100', 'and again', { user: 'U2', thread_ts: '1518294900.000300' })
    const { rows, leftOut } = read([root, reply, root], incident, users)
    expect(brief(rows)).toEqual(['20:35:00Z Ben | restarted it', '20:36:00Z Gabe L | and again'])
    expect(rows[1]?.thread).toBe(rows[0]?.id)
    expect(leftOut.map(({ why }) => why)).toEqual(['there already'])
  })

  test('bots speak in attachments, joins are no messages, and who is unknown is told', () => {
    const { rows, leftOut, problems } = read([
      {
        type: 'message',
        subtype: 'bot_message',
        username: 'PagerDuty',
        ts: '1518294362.000500',
        text: '',
        attachments: [{ title: 'Triggered #1', text: '*Service:* web' }],
      },
      { type: 'message', subtype: 'channel_join', user: 'U9', ts: '1518294363.000500', text: '<@U9> has joined the channel' },
    ])
    expect(brief(rows)).toEqual(['20:26:02Z PagerDuty | Triggered #1\nService: web'])
    expect(rows[0]?.isBot).toBe(true)
    expect(leftOut.map(({ why }) => why)).toEqual(['about the channel'])
    expect(problems.map(({ where, got }) => [where, got])).toEqual([
      ['names of people', '1 person known by id alone, such as U9'],
    ])
  })

  test('a message without a time is still a row, and its field is named', () => {
    const { rows, problems } = read([message('1518294362.000500', 'one'), message('soon', 'two')], incident, users)
    expect(rows.map(({ text }) => text)).toEqual(['one', 'two'])
    expect(problems).toEqual([{ where: 'message 2, field ts', expected: 'a time such as 2018-02-10T20:26:00Z', got: '"soon"' }])
  })
})

describe('copied chats', () => {
  test('Slack: a bare time goes on with the author before, in the same half of the day', () => {
    const pasted = 'Ben\n  11:58 AM\nlooking\n11:59\nstill\n12:01\nfound it\n\n\nGabe\n  12:03 PM\n:eyes:\n2\nthanks (edited)\n'
    const { format, rows, leftOut } = read(pasted)
    expect(format).toBe('copied-chat')
    expect(brief(rows)).toEqual([
      '11:58+00:00 Ben | looking',
      '11:59+00:00 Ben | still',
      '12:01+00:00 Ben | found it',
      '12:03+00:00 Gabe | thanks',
    ])
    expect(leftOut.map(({ text }) => text)).toEqual([':eyes:', '2'])
  })

  test('Slack: name and time on one line', () => {
    const pasted = 'Ben Achterberg  3:20 PM\ndown?\nPagerDuty  APP  3:26 PM\nTriggered #1\n'
    expect(brief(read(pasted).rows)).toEqual(['15:20+00:00 Ben Achterberg | down?', '15:26+00:00 PagerDuty | Triggered #1'])
    // A timeline whose times trail is none.
    expect(read('- deploy begins 3:20 PM\n- alert fires 3:26 PM\n').format).toBe('text')
  })

  test('WhatsApp and IRC', () => {
    expect(brief(read('10/02/2018, 14:05 - Ben: down?\n10/02/2018, 14:06 - Gabe: yes\n').rows)).toEqual([
      expect.stringMatching(/14:05\+00:00 Ben \| down\?$/),
      expect.stringMatching(/14:06\+00:00 Gabe \| yes$/),
    ])
    expect(brief(read('[14:05] <ben> down?\n[14:06] <@gabe> yes\n').rows)).toEqual([
      '14:05+00:00 ben | down?',
      '14:06+00:00 gabe | yes',
    ])
  })

  test('what the zone is, is asked', () => {
    const { rows, asks } = read('ben [3:20 PM]\ndown?\ngabe [3:21 PM]\nyes', { date: null, zone: null })
    expect(asks).toEqual(['date'])
    expect(rows.map(({ at }) => at)).toEqual([null, null])
    expect(read('ben [3:20 PM]\ndown?\ngabe [3:21 PM]\nyes', { date: '2018-02-10', zone: null }).asks).toEqual(['zone'])
  })

  test('a timeline is no chat', () => {
    expect(read('- [15:20] Alert raised\n- [15:21] Ben restarts the pool\n').format).toBe('text')
  })
})

describe('tables', () => {
  test('quotes, line breaks in cells, a separator of its own, and text that looks like a formula', () => {
    const { format, rows, table } = read(
      '\uFEFFTime;Who;What\r\n2018-02-10T13:01:00-05:00;Ben;"says ""no""\r\ntwice"\r\n2018-02-10T13:02:00-05:00;;=1+1\r\n',
    )
    expect(format).toBe('table')
    expect(brief(rows)).toEqual(['13:01:00-05:00 Ben | says "no"\ntwice', '13:02:00-05:00 - | =1+1'])
    expect(rows.map(({ source }) => source)).toEqual([
      { file: 0, from: 2, to: 3 },
      { file: 0, from: 4, to: 4 },
    ])
    expect(table?.names).toEqual(['Time', 'Who', 'What'])
  })

  test('a number behind a word is no day', () => {
    const source = 'time,who,text\n2018-02-10T13:01:00Z,Ben,attempt 1\n2018-02-10T13:02:00Z,Ben,attempt 2\n'
    expect(brief(read(source).rows)).toEqual(['13:01:00Z Ben | attempt 1', '13:02:00Z Ben | attempt 2'])
  })

  test('columns that are chosen win over those that are guessed', () => {
    const source = 'Start,End,Text,Comment\n10:15,10:20,one,two\n10:30,10:35,three,four\n'
    const chosen = { time: [1], text: [3], who: null, mark: null }
    expect(brief(read(source, { ...incident, columns: chosen }).rows)).toEqual(['10:20+00:00 - | two', '10:35+00:00 - | four'])
  })

  test('a list of things in JSON is a table, too; a quote that is never closed is told', () => {
    const { format, rows } = read({
      result: {
        items: [
          { when: 1518294552, message: 'one' },
          { when: 1518294553, message: 'two' },
        ],
      },
    })
    expect([format, ...brief(rows)]).toEqual(['table', '20:29:12Z - | one', '20:29:13Z - | two'])
    const { problems } = read('time,text\n2018-02-10 10:15,fine\n2018-02-10 10:16,"open\n')
    expect(problems).toEqual([{ where: 'file 1, line 3', expected: 'a closing quote', got: 'the end of the file' }])
  })
})

describe('alerts and incidents', () => {
  const alert = (more: object) => ({
    status: 'firing',
    labels: { alertname: 'Down', instance: 'web-1' },
    annotations: {},
    fingerprint: 'f1',
    startsAt: '2018-02-10T17:20:07.123456789Z',
    endsAt: '0001-01-01T00:00:00Z',
    ...more,
  })

  test('an alert that is sent twice begins once, and ends when it is over', () => {
    const { format, rows, leftOut } = read(
      { version: '4', status: 'firing', truncatedAlerts: 0, alerts: [alert({})] },
      incident,
      {
        version: '4',
        status: 'resolved',
        truncatedAlerts: 2,
        alerts: [alert({ status: 'resolved', endsAt: '2018-02-10T17:30:00Z' })],
      },
    )
    expect(format).toBe('alertmanager')
    expect(brief(rows)).toEqual([
      '17:20:07Z Alertmanager | Alert: Down on web-1',
      '17:30:00Z Alertmanager | Alert over: Down on web-1',
    ])
    expect(leftOut.map(({ why }) => why)).toEqual(['there already'])
  })

  test('a group that leaves alerts out says so; Grafana is told from Alertmanager', () => {
    const { format, problems } = read({ orgId: 1, state: 'alerting', truncatedAlerts: 2, alerts: [alert({})] })
    expect(format).toBe('grafana')
    expect(problems).toEqual([{ where: 'file 1', expected: 'all alerts of the group', got: 'a message that leaves out 2' }])
  })

  test('PagerDuty: notes are what was written, notifications are noise, more pages are told', () => {
    const entry = (id: string, type: string, at: string, more: object = {}) => ({
      id,
      type: `${type}_log_entry`,
      created_at: at,
      summary: `${type} it`,
      agent: { type: 'user_reference', summary: 'Ben' },
      channel: {},
      ...more,
    })
    const { rows, problems } = read({
      more: true,
      log_entries: [
        entry('3', 'annotate', '2018-02-10T15:30:00-05:00', { channel: { type: 'note', summary: 'threads hang' } }),
        entry('2', 'notify', '2018-02-10T15:27:00-05:00'),
        entry('1', 'trigger', '2018-02-10T15:26:00-05:00', { agent: null }),
      ],
    })
    expect(brief(rows)).toEqual([
      '15:26:00-05:00 - | trigger it',
      '15:27:00-05:00 Ben | notify it',
      '15:30:00-05:00 Ben | threads hang',
    ])
    expect(rows.map(({ isNoise, mark }) => [isNoise, mark])).toEqual([
      [false, 'detected'],
      [true, null],
      [false, null],
    ])
    expect(problems.map(({ got }) => got)).toEqual(['one page, which says that there are more'])
  })

  test('GitHub: an issue as gh prints it, with its comments', () => {
    const { format, rows } = read({
      number: 9,
      title: 'Pages hang',
      body: null,
      author: { login: 'ben' },
      createdAt: '2018-02-10T20:21:00Z',
      closedAt: null,
      comments: [
        {
          author: { login: 'ci[bot]' },
          body: 'red',
          createdAt: '2018-02-10T20:22:00Z',
          url: 'https://github.com/a/b/issues/9#1',
        },
      ],
    })
    expect([format, ...brief(rows)]).toEqual(['github', '20:21:00Z ben | Issue #9 opened: Pages hang', '20:22:00Z ci[bot] | red'])
    expect(rows[1]?.isBot).toBe(true)
  })

  test('Statuspage: when readers saw it counts, and its HTML is words', () => {
    const { rows } = read({
      incidents: [
        {
          name: 'Down',
          shortlink: 'https://stspg.io/1',
          incident_updates: [
            {
              id: 'b',
              status: 'resolved',
              body: 'All <b>well</b>.<br />Sorry &amp; thanks',
              created_at: '2018-02-11T09:00:00Z',
              display_at: '2018-02-10T22:53:00Z',
            },
            { id: 'a', status: 'investigating', body: '', created_at: '2018-02-10T20:24:00Z', display_at: null },
          ],
        },
      ],
    })
    expect(brief(rows)).toEqual([
      '20:24:00Z Statuspage | Status page, investigating: Down',
      '22:53:00Z Statuspage | Status page, resolved: All well.\nSorry & thanks',
    ])
    expect(rows[1]?.mark).toBe('resolved')
  })
})

describe('bad input', () => {
  test('an export that is cut off is read as far as it goes, and the place is told', () => {
    const whole = JSON.stringify(
      [1, 2, 3].map((n) => ({ type: 'message', user: 'U1', ts: `151829455${n}.000200`, text: `message ${n}` })),
      null,
      1,
    )
    const { format, rows, problems } = read(whole.slice(0, whole.indexOf('message 3')))
    expect(format).toBe('slack')
    expect(rows.map(({ text }) => text).slice(0, 2)).toEqual(['message 1', 'message 2'])
    expect(problems[0]).toEqual({ where: 'file 1, line 18, column 11', expected: 'a closing quote', got: '"' })
  })

  test('one broken line among many deliveries', () => {
    const line = (id: string) =>
      JSON.stringify({
        event: {
          id,
          event_type: 'incident.triggered',
          occurred_at: '2018-02-10T20:26:00.000Z',
          agent: null,
          data: { title: 'Down' },
        },
      })
    const { rows, problems } = read([line('a'), '{"event":', line('b')].join('\n'))
    expect(brief(rows)).toEqual(['20:26:00Z - | Triggered: Down', '20:26:00Z - | Triggered: Down'])
    expect(problems).toEqual([{ where: 'file 1, line 2', expected: 'JSON as on the other lines', got: '{"event":' }])
  })

  test('nothing at all, and JSON of some other kind', () => {
    expect(read('')).toMatchObject({ format: 'text', rows: [], leftOut: [], problems: [] })
    expect(read({ hello: 'world' }).problems[0]?.expected).toMatch(/^an export of Slack/)
  })
})

const word = fc.oneof(
  fc.constantFrom(
    '[',
    ']',
    '{',
    '}',
    '"',
    ',',
    ':',
    '\n',
    '\t',
    ';',
    '10:15',
    '3:20 PM',
    'Ben',
    '—',
    '<@U1>',
    '"ts":"1518294552.0002"',
    '"alerts":[',
    '"type":"message"',
    'time,text',
    '- ',
  ),
  fc.string({ maxLength: 6 }),
)
const anything = fc.oneof(
  fc.array(word, { maxLength: 80 }).map((words) => words.join('')),
  fc.json(),
  fc.string(),
)

test('whatever is pasted, reading it does not throw, and each place is in the source', () => {
  fc.assert(
    fc.property(fc.array(anything, { minLength: 1, maxLength: 3 }), (texts) => {
      const files = texts.map((text, index) => ({ name: `${index}`, text }))
      const { imported, sourceText } = readImport(files, incident)
      for (const { source } of [...imported.rows, ...imported.leftOut]) {
        expect(source.file).toBeLessThan(files.length)
        expect(typeof sourceText(source)).toBe('string')
      }
      expect(new Set(imported.rows.map(({ id }) => id)).size).toBe(imported.rows.length)
    }),
    { numRuns: 1500 },
  )
})

test.each([' ', '\t', ' \u00a0', '(edited) ', '<', '&', '*a _', '[3:20 PM] ', 'x — '])(
  'the time grows with the length, not faster: %j',
  (piece) => {
    const message = (size: number) => `a${piece.repeat(size / piece.length)}b`
    const timeOf = (size: number) => {
      const text = message(size)
      const began = performance.now()
      read([{ type: 'message', user: 'U1', ts: '1518294552.000200', text }])
      read(`Ben\n  3:20 PM\n${text}\nGabe\n  3:21 PM\n${text}\n`)
      read(`time,text\n2018-02-10 10:15,${text}\n`)
      return performance.now() - began
    }
    // Others work on the same machine: the best of up to a dozen runs counts, and a square, sixty-four fold, is slow in all of them.
    let [once, eightfold] = [Infinity, Infinity]
    const isSlow = () => !(eightfold < Math.max(once, 5) * 28)
    for (let run = 0; run < 2 || (run < 12 && isSlow()); run += 1) {
      once = Math.min(once, timeOf(10_000))
      eightfold = Math.min(eightfold, timeOf(80_000))
    }
    expect(eightfold).toBeLessThan(Math.max(once, 5) * 28)
  },
)

test('of a Slack export no message is lost: each is a row or is left out', () => {
  const message = fc.record(
    {
      type: fc.constant('message'),
      ts: fc.oneof(
        fc.integer({ min: 1_500_000_000, max: 1_600_000_000 }).map((s) => `${s}.000100`),
        fc.constant('never'),
      ),
      user: fc.constantFrom('U1', 'U2'),
      text: fc.string(),
      subtype: fc.constantFrom('channel_join', 'thread_broadcast', 'bot_message'),
      thread_ts: fc.constantFrom('1518294552.000200'),
    },
    { requiredKeys: ['type', 'ts'] },
  )
  fc.assert(
    fc.property(fc.array(message, { minLength: 1, maxLength: 30 }), (messages) => {
      const { rows, leftOut } = read(messages)
      const items = [...rows, ...leftOut].map(({ source }) => ('item' in source ? source.item : -1))
      expect(items.sort((a, b) => a - b)).toEqual(messages.map((_, index) => index))
    }),
    { numRuns: 300 },
  )
})
