import {
  addCause,
  addLesson,
  addNote,
  addParkedIdea,
  addQuestion,
  addRecommendation,
  addTimelineEntry,
  boardCollection,
  boardSection,
  type Collection,
  type EntryId,
  findEntity,
  fragmentOf,
  type LessonKind,
  type Mark,
  type NewEntity,
  parseTime,
  type ParticipantId,
  readReview,
  type Section,
  setDetail,
  setInIdSet,
} from '@second-story/meeting'
import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { exportFormats, exportReview } from './exportReview.ts'

/** A meeting that is written from the outside, by the writers that the room uses. */
function openMeeting() {
  const [board, agenda] = [new Y.Doc(), new Y.Doc()]
  let made = 0
  const entity = (): NewEntity => {
    made += 1
    return {
      id: `e${made}` as EntryId,
      by: 'ben' as ParticipantId,
      createdAt: new Date(Date.UTC(2018, 1, 12, 10, 0, made)).toISOString(),
    }
  }
  const add = (write: (entity: NewEntity) => void): EntryId => {
    const next = entity()
    write(next)
    return next.id
  }
  const mapOf = (collection: Collection, id: EntryId) =>
    findEntity(boardCollection(board, collection), id) ?? new Y.Map<unknown>()
  return {
    board,
    agenda,
    mapOf,
    joins: (id: string, name: string) => agenda.getMap('people').set(id, { name, role: 'participant' }),
    section(section: Section, ...items: string[]) {
      const blocks = items.length === 1 ? items.map(paragraph) : [listOf(items)]
      boardSection(board, section).insert(0, blocks)
    },
    row: (time: string, text: string | Y.XmlFragment, mark?: Mark) =>
      add((row) => {
        const parsed = parseTime(time, { date: '2018-02-10', zone: 'America/New_York' })
        addTimelineEntry(board, row, { time: parsed.is === 'time' ? parsed.time : null, text, ...(mark && { mark }) })
      }),
    cause: (text: string, contributesTo?: string[]) =>
      add((it) => addCause(board, it, { text, ...(contributesTo && { contributesTo }) })),
    lesson: (kind: LessonKind, text: string) => add((it) => addLesson(board, it, { kind, text })),
    question: (text: string, about: EntryId | null = null) => add((it) => addQuestion(board, it, { text, about })),
    note: (text: string, about: EntryId | null = null) => add((it) => addNote(board, it, { text, about })),
    recommendation(text: string, fields: Record<string, string> = {}, forIds: readonly string[] = []) {
      const id = add((it) => addRecommendation(board, it, { text }))
      for (const [field, value] of Object.entries(fields)) mapOf('recommendations', id).set(field, value)
      for (const target of forIds) setInIdSet(mapOf('recommendations', id), 'for', target, true)
      return id
    },
    exported: (format = 'markdown') => exportReview(readReview(board, agenda), format, options),
  }
}

const options = { exportedAt: '2018-02-14T15:30:00.000Z', link: 'https://story.example/m/visual-guide' }

function paragraph(text: string): Y.XmlElement {
  const made = new Y.XmlElement('paragraph')
  made.insert(0, [new Y.XmlText(text)])
  return made
}

function listOf(items: readonly string[]): Y.XmlElement {
  const list = new Y.XmlElement('bulletList')
  list.insert(
    0,
    items.map((item) => {
      const made = new Y.XmlElement('listItem')
      made.insert(0, [paragraph(item)])
      return made
    }),
  )
  return list
}

/** The example of the founding text, held as a whole meeting. */
function visualGuide() {
  const meeting = openMeeting()
  const { board, mapOf } = meeting
  meeting.joins('graham', 'Graham')
  meeting.joins('ben', 'Ben')
  setDetail(board, 'title', 'Visual Guide outage')
  setDetail(board, 'status', 'completed')
  setDetail(board, 'incidentDate', '2018-02-10')
  setDetail(board, 'incidentLead', 'Gabe')
  setDetail(board, 'facilitator', 'Remy')
  setDetail(board, 'criteria', 'outage')
  setDetail(board, 'zone', 'America/New_York')
  meeting.section('summary', 'All instances of the web server stopped responding to requests for approximately 1 hour')
  meeting.section('impact', 'Users were unable to view most pages on the Visual Guide for 1 hour')
  meeting.section(
    'resolution',
    'Turned on instance termination for failed healthchecks',
    'Pinned docker-compose and docker versions in ansible deployment scripts',
  )
  meeting.section('supporting', 'Log queries: https://logs.example/q?id=visual_guide&from=13_00')

  const begins = meeting.row('20180210-1301', 'last instance becomes unavailable', 'impact-start')
  const graham = meeting.row('20180210-1520', 'Graham messages in #software that he cannot access Visual Guide', 'detected')
  meeting.row('20180210-1523', 'Gabe tests and confirms he cannot either', 'declared')
  meeting.row('about 15:40 to 15:50', 'Ben reads the logs of three instances')
  meeting.row('', 'Somebody restarts the load balancer')
  const code = new Y.XmlFragment()
  const command = new Y.XmlElement('codeBlock')
  command.insert(0, [new Y.XmlText('aws autoscaling update-auto-scaling-group \\\n  --health-check-type ELB')])
  code.insert(0, [paragraph('Ben changes healthcheck failure policy to Terminate Instance'), command])
  meeting.row('20180210-1614', code, 'mitigated')
  meeting.row('20180210-1750', 'Ben deploys new AMI with docker and docker-compose versions pinned', 'resolved')
  ;(mapOf('timeline', graham).get('accounts') as Y.Map<unknown>).set(
    'a1',
    new Y.Map(Object.entries({ id: 'a1', by: 'graham', text: 'It had been slow for an hour before' })),
  )
  ;(mapOf('timeline', begins).get('evidence') as Y.Map<unknown>).set('v1', {
    url: 'https://graphs.example/healthy-hosts',
    title: 'Healthy hosts',
    visibleAt: '2018-02-10T18:02:00Z',
    visibleTo: 'nobody: the alarm was off',
  })

  const versions = meeting.cause(
    'Incompatible versions of docker and docker-compose caused stdout to stop accepting input after a certain number of bytes were received',
  )
  meeting.cause('The java process writes logs synchronously', ['outcome', versions])
  meeting.cause('We never test this service in docker compose except in production')
  const alerts = meeting.cause('Alerts were misconfigured, so we did not know when instances failed their healthchecks')
  mapOf('causes', alerts).set('trueBefore', fragmentOf('Yes, for months. No instance had failed.'))
  for (const row of [begins, graham]) setInIdSet(mapOf('causes', alerts), 'supportedBy', row, true)
  setInIdSet(mapOf('causes', versions), 'conflictsWith', begins, true)

  meeting.lesson('went-well', 'Changing healthcheck failure behavior to instance termination quickly made system stable')
  meeting.lesson('went-wrong', 'We don’t have a staging environment that matches production for this service')
  const untested = meeting.lesson('went-wrong', 'We never tested alerting, so we relied on users to report failures')
  meeting.lesson('got-lucky', 'Internal user discovered this before public launch')

  meeting.recommendation('Rewrite the logging library', { state: 'set-aside' })
  const staging = meeting.recommendation(
    'Support docker-compose in staging',
    {
      state: 'action',
      owner: 'Ben',
      due: '2018-03-01',
      link: 'https://jira.example/JIRA-1234',
      measurable: 'The same compose file starts in both',
    },
    [versions],
  )
  meeting.recommendation('Fix and test health check alarms', { state: 'action', progress: 'done', link: 'JIRA-1235' }, [
    alerts,
    untested,
  ])
  meeting.recommendation('Make staging look like | production', { mergedInto: staging })

  meeting.question('Does any other service write its logs this way?')
  const why = meeting.question('How did Graham know where to ask?', graham)
  mapOf('questions', why).set('answered', true)
  mapOf('questions', why).set('answer', fragmentOf('He had seen an answer there the week before.'))
  meeting.note('The launch was planned for the Monday after', begins)
  return meeting
}

test('the example of the founding text, as a file', async () => {
  const exported = visualGuide().exported()
  expect(exported).toMatchObject({ contentType: 'text/markdown; charset=utf-8', fileName: '2018-02-10-visual-guide-outage.md' })
  await expect(exported?.body).toMatchFileSnapshot('golden/visual-guide.md')
})

test('a review that nobody has written says what is missing, and nothing else', async () => {
  await expect(openMeeting().exported()?.body).toMatchFileSnapshot('golden/unwritten.md')
})

test('an alias means its format, and an unknown format is none', () => {
  const meeting = openMeeting()
  for (const { name, aliases } of exportFormats) {
    for (const each of [name, ...aliases]) expect(meeting.exported(each)).toEqual(meeting.exported(name))
  }
  for (const format of ['papyrus', '', '__proto__', 'Markdown']) expect(meeting.exported(format)).toBeNull()
})

test('no recommendations are a proper ending, also beside what was set aside', () => {
  const meeting = openMeeting()
  setDetail(meeting.board, 'noRecommendations', true)
  expect(meeting.exported()?.body).toContain('That is a fine way to end')
  meeting.recommendation('Rewrite it', { state: 'set-aside' })
  expect(meeting.exported()?.body).toMatch(/That is a fine way to end[^]*\| Rewrite it \| Set aside \|/)
})

test('[I6] words that were merged into a recommendation without words are kept', () => {
  const meeting = openMeeting()
  const empty = meeting.recommendation('')
  meeting.recommendation('Test the alarms', { mergedInto: empty })
  expect(meeting.exported()?.body).toContain('Test the alarms')
})

test('times are told in the zone of the meeting, honestly', () => {
  const meeting = openMeeting()
  setDetail(meeting.board, 'zone', 'America/New_York')
  for (const [index, time] of [
    '2018-02-10',
    'about 3pm',
    '23:50 to 00:10',
    '13:05:20',
    '2018-11-04 01:30 -04:00 to 01:10 -05:00',
    '?',
  ].entries()) {
    meeting.row(time, `row ${index}`)
  }
  expect([...(meeting.exported()?.body.matchAll(/^- (.*: row \d)$/gm) ?? [])].map((match) => match[1])).toEqual([
    '2018-02-10: row 0',
    '2018-02-10 13:05:20 (UTC-05:00): row 3',
    'about 2018-02-10 15:00 (UTC-05:00): row 1',
    '2018-02-10 23:50 to 2018-02-11 00:10 (UTC-05:00): row 2',
    '2018-11-04 01:30 (UTC-04:00) to 01:10 (UTC-05:00): row 4',
    'Time not known: row 5',
  ])
})

test('[I1] what is parked is in no export', () => {
  const meeting = visualGuide()
  addParkedIdea(new Y.Doc(), { id: 'idea' as EntryId, createdAt: '2018-02-12T10:00:00.000Z', text: 'zq-secret' })
  expect(meeting.exported()?.body).not.toContain('zq-secret')
})

test('the link stands in it only where one may follow it', () => {
  const review = readReview(new Y.Doc(), new Y.Doc())
  expect(exportReview(review, 'md', { exportedAt: 'x', link: 'javascript:alert(1)' })?.body).not.toContain('javascript')
})
