import type { Details, EntryKind, LessonKind, Mark, Section } from '@second-story/meeting'

/**
 * The sample review: the outage that "Conducting Blameless Postmortems" (PyCascades 2019) uses as its example. The facts are
 * its own, told in our words; questions, a note and an idea are added as people might have. It names no zone: ours is a guess.
 */

export const zone = 'America/Los_Angeles'

export const details: Pick<Details, 'title' | 'status' | 'incidentDate' | 'incidentLead' | 'facilitator' | 'criteria'> = {
  title: 'Visual Guide unavailable for an hour',
  status: 'in-review',
  incidentDate: '2018-02-10',
  incidentLead: 'Gabe',
  facilitator: 'Remy',
  criteria: 'outage',
}

export const sections: Readonly<Record<Section, string>> = {
  background:
    'The Visual Guide is served by a Java process that runs in Docker, on several instances, started by docker-compose. Ansible scripts deploy it as a machine image.\nHealth checks watch each instance. What happens to one that fails them is a policy that we set.',
  summary: 'All instances of the web server stopped answering requests, for about an hour.',
  impact: 'People could not open most pages of the Visual Guide for an hour. It was not launched to the public yet.',
  detection: 'Graham could not open the Visual Guide and said so in #software. No alert had told anybody.',
  trigger: 'Standard output of the containers reached the number of bytes after which it took no more.',
  resolution:
    'Instances that fail their health checks are now terminated.\nThe versions of docker-compose and docker are pinned in the Ansible deployment scripts.',
  supporting: 'Links to queries of logs and metrics, thread dumps and stack traces belong here. The sample has none.',
}

export interface DemoEntry {
  /** `HH:MM` on the day of the incident, or null for a row whose time nobody knows. */
  readonly time: string | null
  readonly approximate?: true
  readonly text: string
  readonly by: Person
  readonly mark?: Mark
  readonly kind?: EntryKind
}

export const people = ['Graham', 'Gabe', 'Ben', 'Remy'] as const
export type Person = (typeof people)[number]

export const timeline = {
  begins: {
    time: '13:01',
    text: 'The last instance that still answered becomes unavailable.',
    by: 'Gabe',
    mark: 'impact-start',
    kind: 'system',
  },
  reported: {
    time: '15:20',
    text: 'Graham writes in #software that he cannot open the Visual Guide.',
    by: 'Graham',
    mark: 'detected',
    kind: 'noticed',
  },
  declared: {
    time: '15:23',
    text: 'Gabe tries it, cannot open it either, and declares an incident.',
    by: 'Gabe',
    mark: 'declared',
    kind: 'judged',
  },
  mitigated: {
    time: '16:14',
    text: 'Ben changes what happens on a failed health check: the instance is terminated, and a new one takes its place.',
    by: 'Ben',
    mark: 'mitigated',
    kind: 'did',
  },
  resolved: {
    time: '17:50',
    text: 'Ben deploys a new image in which the versions of docker and docker-compose are pinned.',
    by: 'Ben',
    mark: 'resolved',
    kind: 'did',
  },
  compared: {
    time: null,
    text: 'Somewhere in between, the versions of docker and docker-compose on the instances were found not to fit each other. Who remembers when?',
    by: 'Gabe',
    kind: 'noticed',
  },
} as const satisfies Record<string, DemoEntry>
export type DemoRow = keyof typeof timeline

export interface DemoCause {
  readonly text: string
  readonly by: Person
  /** Another cause, or the outcome. */
  readonly contributesTo: DemoCauseName | 'outcome'
  readonly supportedBy?: readonly DemoRow[]
  readonly trueBefore?: string
}
export type DemoCauseName = 'versions' | 'logging' | 'untested' | 'alerts'

export const causes: Readonly<Record<DemoCauseName, DemoCause>> = {
  versions: {
    text: 'The versions of docker and docker-compose did not fit: after a certain number of bytes, standard output took no more.',
    by: 'Ben',
    contributesTo: 'outcome',
    supportedBy: ['compared', 'resolved'],
  },
  logging: {
    text: 'The Java process writes its logs synchronously, so it waits where its output is not taken.',
    by: 'Gabe',
    contributesTo: 'outcome',
    supportedBy: ['begins'],
    trueBefore: 'Yes, always. It does no harm as long as somebody reads the output.',
  },
  untested: {
    text: 'This service runs in docker-compose nowhere but in production.',
    by: 'Ben',
    contributesTo: 'versions',
    trueBefore: 'Yes, since its first day.',
  },
  alerts: {
    text: 'The alerts were set up such that nobody heard of instances failing their health checks.',
    by: 'Graham',
    contributesTo: 'outcome',
    supportedBy: ['reported'],
  },
}

export const lessons: readonly { text: string; kind: LessonKind; by: Person }[] = [
  { text: 'Once failing instances were terminated, the system became stable quickly.', kind: 'went-well', by: 'Gabe' },
  { text: 'No staging environment matches production for this service.', kind: 'went-wrong', by: 'Ben' },
  { text: 'Alerting had never been tried out, so people had to tell us.', kind: 'went-wrong', by: 'Graham' },
  { text: 'A colleague found it before the public launch.', kind: 'got-lucky', by: 'Remy' },
]

export const questions: readonly { text: string; by: Person; about?: DemoRow; votes: readonly Person[]; answer?: string }[] = [
  {
    text: 'This was the last instance to go. What could somebody have seen while the others went, and where?',
    by: 'Remy',
    about: 'begins',
    votes: ['Gabe', 'Graham'],
  },
  {
    text: 'Why did we hear of it from Graham and not from an alarm?',
    by: 'Gabe',
    about: 'reported',
    votes: ['Remy'],
    answer: 'The alarms for failed health checks were set up wrongly, and they had never been tried out.',
  },
]

export const notes: readonly { text: string; by: Person; about?: DemoRow }[] = [
  {
    text: 'The hour of the summary is about the time from the first report to the mitigation. The last instance had gone two hours before that.',
    by: 'Remy',
    about: 'reported',
  },
]

export const recommendations: readonly {
  text: string
  by: Person
  state: 'idea' | 'action'
  for: readonly DemoCauseName[]
  link?: string
  progress?: 'open' | 'done'
}[] = [
  {
    text: 'Support docker-compose in staging',
    by: 'Ben',
    state: 'action',
    for: ['untested', 'versions'],
    link: 'https://jira.example.org/browse/JIRA-1234',
    progress: 'open',
  },
  {
    text: 'Fix the health check alarms, and test that they arrive',
    by: 'Graham',
    state: 'action',
    for: ['alerts'],
    link: 'https://jira.example.org/browse/JIRA-1235',
    progress: 'done',
  },
  { text: 'Write logs without waiting for them to be taken', by: 'Gabe', state: 'idea', for: ['logging'] },
]
