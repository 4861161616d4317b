import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readTimeline } from './readTimeline.ts'

const incident = { date: '2018-02-10', zone: null }

/** Each entry as `time..until ~ | text`, without the incident's day. */
function read(text: string, known: { date: string | null; zone: string | null } = incident): string[] {
  return readTimeline(text, known).entries.map(({ time, until, approximate, text: words }) => {
    const short = (at: string) => at.replace('2018-02-10T', '')
    return `${time === null ? 'open' : short(time)}${until === null ? '' : `..${short(until)}`}${approximate ? ' ~' : ''} | ${words}`
  })
}

describe('a time before its words', () => {
  test.each([
    ['20180210-1301: down', '13:01'],
    ['2018-02-10T15:20:14-05:00 down', '15:20:14-05:00'],
    ['2018-02-10T20:23:41Z down', '20:23:41+00:00'],
    ['2018-02-10 15:26:02,531 down', '15:26:02'],
    ['- 20:29 UTC down', '20:29+00:00'],
    ['3:35pm PT down', '15:35-08:00'],
    ['[15:48] down', '15:48'],
    ['* **15:48** - down', '15:48'],
    ['Feb 10 16:14 down', '16:14'],
    ['10 Feb, 16:14: down', '16:14'],
    ['Sat Feb 10 16:21:45 EST 2018 down', '16:21:45-05:00'],
    ['10/Feb/2018:16:30:00 -0500 down', '16:30:00-05:00'],
    ['1518300611 down', '22:10:11+00:00'],
    ['1518302602123 down', '22:43:22+00:00'],
    ['10.02.2018 17:50 Uhr down', '17:50'],
    ['around 6pm down', '18:00 ~'],
    ['~13:30-13:45: down', '13:30..13:45 ~'],
    ['2018-02-10 ~13:30Z | down', '13:30+00:00 ~'],
    ['18:05 – 18:20 down', '18:05..18:20'],
    ['1:05 to 1:20 pm: down', '13:05..13:20'],
    ['23:50-00:10: down', '23:50..2018-02-11T00:10'],
    ['17:14pm - down', '17:14'],
    ['2:05p: down', '14:05'],
    ['Since 10:15 down', '10:15'],
    ['0500Z down', '05:00+00:00'],
    ['10:15ish: down', '10:15 ~'],
    ['10:15 UTC (T+5m) down', '10:15+00:00'],
    ['2018-02-10 10:15:00 +0000 UTC down', '10:15:00+00:00'],
    ['<b>10:15</b> down', '10:15'],
    ['12:48 (6:48 PDT): down', '12:48'],
    ['13:14 EDT (17:14 UTC): down', '13:14-04:00'],
    ['12:45 PM PST Saturday Feb 10th: down', '12:45-08:00'],
    ['10:00 PST (UTC-7): down', '10:00-07:00'],
    ['21:09Z onward: down', '21:09+00:00'],
    ['06:2xZ: down', '06:20+00:00 ~'],
    ['2: 35 PM: down', '14:35'],
    ['\\- \\*\\*10:05\\*\\* - down', '10:05'],
    ['10:15 KST — down', '10:15+09:00'],
    ['10:15 ┃ down', '10:15'],
    ['2018-02-10T10:15:xxZ — down', '10:15+00:00'],
    ['2018/02/10 - 2018/02/12: down', '2018-02-10..2018-02-12'],
    ['2018-02-10 → 02-12: down', '2018-02-10..2018-02-12'],
    ['Feb 10–12: down', '2018-02-10..2018-02-12'],
    ['10:15, 10:20: down', '10:15'],
    ['[???] down', 'open'],
    ['2X:XX: down', 'open'],
  ])('%s', (line, expected) => {
    expect(read(line)).toEqual([`${expected} | down`])
  })

  test('clocks that never go beyond twelve go on into the afternoon', () => {
    expect(read('10:15 AM - down\n12:05 PM - slow\n1:10 - down\n2:00 - slow\n11:50 PM - up\n12:20 AM - closed')).toEqual([
      '10:15 | down',
      '12:05 | slow',
      '13:10 | down',
      '14:00 | slow',
      '23:50 | up',
      '2018-02-11T00:20 | closed',
    ])
    expect(read('11:40 down\n12:16 slow\n1:52 up')).toEqual(['11:40 | down', '12:16 | slow', '13:52 | up'])
    // Where any of them does, or has a zero before it, there are twenty-four.
    expect(read('22:40 down\n23:16 slow\n1:52 up')).toEqual(['22:40 | down', '23:16 | slow', '2018-02-11T01:52 | up'])
    expect(read('09:40 down\n12:16 slow\n1:52 up')).toEqual(['09:40 | down', '12:16 | slow', '2018-02-11T01:52 | up'])
  })

  test('a letter behind a time may be a word', () => {
    expect(read('10:15 a user writes')).toEqual(['10:15 | a user writes'])
  })

  test.each(['10 nodes went down', '1.30 is the new version', '5 May be enough', 'T3 is an instance', '2 replies', '20:1 ratio'])(
    'none in: %s',
    (line) => {
      const { entries, leftOut } = readTimeline(line, incident)
      expect(entries).toEqual([])
      expect(leftOut).toEqual([{ line: 1, text: line, why: 'no time' }])
    },
  )
})

describe('days and zones', () => {
  test('hold from a heading to the next', () => {
    expect(read('## Timeline (UTC)\n\n### 2018-02-10\n- 10:15: a\n\n### 2018-02-11\n- 09:00: b')).toEqual([
      '10:15+00:00 | a',
      '2018-02-11T09:00+00:00 | b',
    ])
  })

  test('are told by a heading with words of its own, where hours stand below it', () => {
    expect(
      read(
        '### February 9, 2018 - Redis overload\n\nIt went on for long.\n\n- 10:15: a\n\n### February 10, 2018 - Again\n- 09:00: b',
      ),
    ).toEqual(['2018-02-09T10:15 | a', '09:00 | b'])
  })

  test.each([
    ['**Incident timeline (CET):**', '+01:00'],
    ['Timeline (all times West African Time)', '+01:00'],
    ['2018-02-10 (*all times UTC*)', '+00:00'],
    ['## Timeline (Greenwich Mean Time)', '+00:00'],
  ])('zone in: %s', (line, offset) => {
    expect(read(`${line}\n\n- 10:15: a`)).toEqual([`10:15${offset} | a`])
  })

  test('hold for all where a sentence says so, whatever day one entry names', () => {
    const text =
      'Unless otherwise noted all events happened on 2018-02-10, and all times are in\nUTC.\n\n- 2018-02-09 23:55: a\n- 01:38: b'
    expect(read(text)).toEqual(['2018-02-09T23:55+00:00 | a', '01:38+00:00 | b'])
  })

  test('go on over midnight, but not for an entry out of order', () => {
    expect(read('23:50 a\n00:10 b\n23:58 c\n00:20 d\n00:15 e')).toEqual([
      '23:50 | a',
      '2018-02-11T00:10 | b',
      '23:58 | c',
      '2018-02-11T00:20 | d',
      '2018-02-11T00:15 | e',
    ])
  })

  test('the zone may stand beside a time in the prose around, if it is the only one', () => {
    expect(read('At 18:50:06 UTC mails began to fail.\n\nTimeline\n- 18:57 - a')).toEqual(['18:57+00:00 | a'])
    expect(read('At 18:50 UTC (or 19:50 CET, they say) mails failed.\n\nTimeline\n- 18:57 - a')).toEqual(['18:57 | a'])
    expect(read('Timeline\n- 18:57 - a message about 19:00 PST')).toEqual(['18:57 | a message about 19:00 PST'])
  })

  test('in a title are no entry', () => {
    expect(read('Outage Sat 10 Feb ~15:37 UTC\n- 15:37 a\n- 15:40 b\n- 15:50 c')).toHaveLength(3)
  })

  test('may be counted from the first or from the one before', () => {
    expect(read('23:10 a\nD+1 01:10 b\nNext day, 09:00: c\nThe next day\n10:00 d\n## Day 2\n11:00 e')).toEqual([
      '23:10 | a',
      '2018-02-11T01:10 | b',
      '2018-02-12T09:00 | c',
      '2018-02-13T10:00 | d',
      '2018-02-11T11:00 | e',
    ])
  })

  test('of a date with two readings are those nearest to the incident', () => {
    expect(read('10/02/18 10:15 a', { date: '2018-02-12', zone: null })).toEqual(['10:15 | a'])
    expect(read('02/10/18 10:15 a', { date: '2018-02-12', zone: null })).toEqual(['10:15 | a'])
  })

  test('follow the summer where a zone does', () => {
    expect(read('10:15 PT: a', { date: '2018-07-10', zone: null })).toEqual(['2018-07-10T10:15-07:00 | a'])
    expect(read('10:15: a', { date: '2018-07-10', zone: 'Europe/Paris' })).toEqual(['2018-07-10T10:15+02:00 | a'])
  })

  test('are asked for where neither text nor review tells them', () => {
    expect(readTimeline('10:15 a\n10:20 b', { date: null, zone: null }).asks).toEqual(['date'])
    expect(readTimeline('10:15 a', incident).asks).toEqual(['zone'])
    expect(readTimeline('T+5m: a', incident).asks).toEqual(['start'])
    expect(readTimeline('2018-02-10 10:15Z a', { date: null, zone: null }).asks).toEqual([])
  })

  test('count from the start or from the entry before', () => {
    expect(read('13:01: a\nT+2h54m: b\n18:05-18:20 c\n12 minutes later d')).toEqual([
      '13:01 | a',
      '15:55 | b',
      '18:05..18:20 | c',
      '18:32 | d',
    ])
    expect(read('T0 = 10:00 UTC: a\nT0 + 2h: b\nT+1d: c\nT+2.5s: d').map((entry) => entry.split(' ')[0])).toEqual([
      '10:00+00:00',
      '12:00+00:00',
      '2018-02-11T10:00+00:00',
      '10:00:02+00:00',
    ])
    expect(read('T0: alert (10:00 UTC)\nT+5m: Bob joins')).toEqual(['10:00+00:00 | alert', '10:05+00:00 | Bob joins'])
  })
})

describe('the shape of a text', () => {
  test('table with a zone in its head, and cells of several columns', () => {
    const table = '| Time (UTC) | Who | What |\n| ---: | :-- | --- |\n| 20:20 | Ann | says `a \\| b` |\n| 20:23 | | **done** |'
    expect(read(table)).toEqual(['20:20+00:00 | Ann says a | b', '20:23+00:00 | done'])
  })

  test.each([
    ['MediaWiki', '{| class="wikitable"\n! Time (UTC) !! Event\n|-\n| 10:15 || a\n|-\n| 10:20\n| b\n|}'],
    [
      'reStructuredText',
      '+------------+---+\n| Time (UTC) | E |\n+============+===+\n| 10:15 | a |\n+-------+---+\n| 10:20 | b |\n+---+---+',
    ],
    ['AsciiDoc', '|===\n|Time (UTC) |Event\n\n|10:15 UTC\n|a\n\n|10:20 UTC\n|b\n|==='],
    [
      'HTML',
      '<table>\n<tr><th>UTC</th></tr>\n<tr><td>10:15 UTC</td><td>a</td></tr>\n<tr>\n<td>10:20 UTC</td>\n<td>b</td>\n</tr></table>',
    ],
    ['definitions', '10:15 UTC\n: a\n\n10:20 UTC\n: b'],
    ['definitions of MediaWiki', '; 10:15 UTC\n: a\n; 10:20 UTC : b'],
    ['symbols', '🔴 10:15 UTC - a\n✅ 10:20 UTC - b'],
    ['two zones', '10:15 UTC | 12:15 CEST | a\n10:20 UTC 12:20 CEST b'],
  ])('%s', (_, text) => {
    expect(read(text)).toEqual(['10:15+00:00 | a', '10:20+00:00 | b'])
  })

  test('table without outer bars', () => {
    expect(read('Time | Event\n---|---\n14:50 | a\n18:14 | b')).toEqual(['14:50 | a', '18:14 | b'])
  })

  test('heading above its paragraphs', () => {
    expect(read('### 17:14\nFirst.\n\nSecond.\n### ca. 18:30 - Title\nMore.')).toEqual([
      '17:14 | First.\nSecond.',
      '18:30 ~ | Title More.',
    ])
  })

  test('time behind its words', () => {
    expect(read('- **Key events**\n  - Fault occurs 2018-02-10 07:32\n  - Resolved: 2018-02-10 17:07')).toEqual([
      '07:32 | Fault occurs',
      '17:07 | Resolved:',
    ])
    expect(read('Update (10:15 UTC): found')).toEqual(['10:15+00:00 | Update: found'])
    expect(read('We are investigating\n\nAll instances back up at 17:38')).toEqual(['17:38 | All instances back up'])
  })

  test('lines that go on, points below, and code that hides its times', () => {
    const text = '- 10:15: a\n  goes on\n  - point\n```\n10:16 INFO x\n```\n- no time\n- 10:20: b'
    expect(read(text)).toEqual(['10:15 | a goes on\npoint', '10:20 | b'])
    expect(readTimeline(text, incident).leftOut).toEqual([{ line: 7, text: 'no time', why: 'no time' }])
  })

  test('time alone in a point, its words in the paragraph below, whatever times these tell', () => {
    expect(read('- 2:14 AM PDT\n\n_We look into it._\n- 3:28 AM PDT\n\n_Starting at 12:15 AM PDT we saw errors._')).toEqual([
      '02:14-07:00 | We look into it.',
      '03:28-07:00 | Starting at 12:15 AM PDT we saw errors.',
    ])
  })

  test('fields with a time each, below each other', () => {
    expect(read('**Severity:** high\n**Outage start:** 2018-02-10 00:38\n**Outage end:** 2018-02-10 12:42')).toEqual([
      '00:38 | Outage start:',
      '12:42 | Outage end:',
    ])
  })

  test('table with one time', () => {
    expect(read('| When | What |\n|---|---|\n| ~10:31 | a |\n| Same window | b |\n| Later | c |\n| Last | d |')[0]).toMatch(
      '10:31 ~ | a',
    )
  })

  test('chat with names above', () => {
    expect(read('graham [3:20 PM]\nis it down?\n\nben APP [3:21 PM]\nyes')).toEqual(['15:20 | is it down?', '15:21 | yes'])
  })

  test('sections whose titles have no marks, or those of HTML', () => {
    const prose = 'At 10:20, a change was found to be the cause of it.'
    expect(read(`Timeline\n10:15: a\n\nRoot cause and resolution\n\n${prose}`)).toEqual(['10:15 | a'])
    expect(read(`<h3>Timeline</h3>\n<li>10:15: a</li>\n<h3>Root cause</h3>\n<p>\n${prose}`)).toEqual(['10:15 | a'])
  })

  test('sections around the timeline', () => {
    const text = '## Summary\nOn Feb 10 at 6:48AM it stopped.\n## Timeline\n- 10:15: a\n## Action items\n- 2018-03-01: b'
    expect(read(text)).toEqual(['10:15 | a'])
  })

  test('list of objects, as machines write them', () => {
    expect(read('[\n { "time": 1518300611, "message": "a" },\n { "time": 1518300671, "message": "b" }\n]')).toEqual([
      '22:10:11+00:00 | a',
      '22:11:11+00:00 | b',
    ])
  })
})

describe('whatever is pasted', () => {
  const piece = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 20 }),
    fc.constantFrom(
      '\n',
      '\n\n',
      '- ',
      '## ',
      '| ',
      '|---|---|',
      '```',
      '<!--',
      '-->',
      '---\n',
      '> ',
      '  ',
      '**',
      '[',
      ']',
      '(',
      '~',
    ),
    fc.constantFrom(
      '10:15',
      '2018-02-10',
      'Feb 10',
      'UTC',
      'T+5m',
      '1518300611',
      ' - ',
      'Timeline',
      'at ',
      '[???]',
      '9:05 pm',
      '99/99/99',
    ),
  )
  const pasted = fc.array(piece, { maxLength: 60 }).map((pieces) => pieces.join(''))

  test('nothing throws, and no line is lost or in two places', () => {
    fc.assert(
      fc.property(pasted, fc.option(fc.string()), fc.option(fc.string()), (text, date, zone) => {
        const { entries, leftOut } = readTimeline(text, { date, zone })
        const accounted = [...entries.flatMap(({ lines }) => lines), ...leftOut.map(({ line }) => line)].sort((a, b) => a - b)
        const blank = /^[\s>]*$/
        const all = text.split(/\r\n|[\n\r\u2028\u2029]/).flatMap((line, index) => (blank.test(line) ? [] : [index + 1]))
        expect(new Set(accounted).size).toBe(accounted.length)
        expect(accounted).toEqual(expect.arrayContaining(all))
      }),
      { numRuns: 2000, examples: [['-->\n- \u00001518300611', null, null]] },
    )
  })

  const megabyte = (unit: string) => unit.repeat(Math.ceil(1_000_000 / unit.length))
  test.each([
    ['entries', '10:15 UTC: a\n'],
    ['days', '2018-02-10\n\n'],
    ['a long line of times', '10:15 '],
    ['digits', '1'],
    ['brackets', '['],
    ['links', '[a]('],
    ['comments', '<!-- '],
    ['comments on lines', '<!--\n'],
    ['fences', '```\n'],
    ['bars', '| '],
    ['tables', '|a|\n|-|\n\n'],
    ['rules', '---\n'],
    ['dashes', '-'],
    ['spaces', '# a' + ' '.repeat(5000) + 'b\n'],
    ['quotes', '> '],
    ['zones', 'UTC '],
    ['months', 'Jan '],
    ['stars', '*a_'],
    ['tags', '<b '],
    ['continued lines', 'x\n'],
    ['times behind words', 'words ' + 'a '.repeat(20) + 'at 2018-02-10 10:15\n\n'],
    ['headings', '## All times in PST on Feb 10\n'],
    ['days with words', '## Feb 10 - again\nNo hour.\n### 9 at 10:15\n'],
    ['next days', 'The next day\n'],
    ['wiki tables', '{|\n! Time !! E\n|-\n| 10:15\n'],
    ['titles', 'Timeline\n\nRoot cause\n\n'],
    ['stories', '- 10:15\n\nAt 10:20 we saw it, and looked for long.\n'],
    ['fields', '**Start:** 2018-02-10 10:15\n'],
    ['marks behind backslashes', '\\- \\*\\*10:15\\*\\* '],
  ])('a megabyte of %s takes seconds, not minutes', (_, unit) => {
    const text = `10:15 first\n${megabyte(unit)}`
    const began = process.cpuUsage()
    readTimeline(text, incident)
    // What grows with the square of the length takes minutes. Not by the wall's clock: other tests run beside this one.
    expect(process.cpuUsage(began).user / 1000).toBeLessThan(10_000)
  })
})
