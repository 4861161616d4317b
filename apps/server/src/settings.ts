import { z } from 'zod/mini'
import { coachWordsFile } from './coach/coachWords.ts'

/**
 * Everything an operator can set, read from the environment once, at the start. `docs/settings.md` describes the same table;
 * a test holds the two together.
 */
export type Settings = { readonly [Name in keyof typeof table]: z.infer<(typeof table)[Name]['schema']> }

/** Every setting with its environment variable and default, as the documentation shows them. */
export function describeSettings(): { variable: string; byDefault: string; description: string }[] {
  return entries().map(([, { variable, byDefault, description }]) => ({ variable, byDefault: byDefault ?? '', description }))
}

/** Throws `SettingsError`, which names every wrong setting at once. An empty value counts as not set. */
export function readSettings(environment: Readonly<Record<string, string | undefined>>): Settings {
  const settings: Record<string, unknown> = {}
  const faults: string[] = []
  for (const [name, setting] of entries()) {
    const given = environment[setting.variable]?.trim() || undefined
    const result = setting.schema.safeParse(given ?? setting.byDefault)
    if (result.success) settings[name] = result.data
    // The value itself stays out of the message: it may be a password, and messages end up in logs.
    else faults.push(`${setting.variable} ${result.error.issues[0]?.message ?? 'is not understood'}`)
  }
  for (const variable of notAvailableYet) {
    if (environment[variable]?.trim())
      faults.push(`${variable} is set, but what it is for is not available in this version yet: leave it out`)
  }
  if (faults.length > 0) throw new SettingsError(faults)
  // Every name of the table was read above; the loop loses that.
  return settings as Settings
}

/** The start can't go on. `message` is complete and meant for the operator. */
export class SettingsError extends Error {
  override readonly name = 'SettingsError'
  readonly faults: readonly string[]

  constructor(faults: readonly string[]) {
    super(
      `Second Story can't start with these settings:\n${faults.map((fault) => `  - ${fault}.`).join('\n')}\nSee docs/settings.md.`,
    )
    this.faults = faults
  }
}

/** Recognised, so that nobody believes to run on PostgreSQL while the data goes into a file. */
export const notAvailableYet = ['DATABASE_URL', 'REDIS_URL', 'OIDC_ISSUER', 'OIDC_CLIENT_ID', 'OIDC_CLIENT_SECRET'] as const

interface Setting<Schema extends z.ZodMiniType> {
  readonly variable: string
  readonly byDefault: string | undefined
  readonly schema: Schema
  readonly description: string
}

const table = {
  port: setting('PORT', '3000', number(0, 65_535), 'The port to listen on. 0 picks a free one.'),
  host: setting('HOST', '127.0.0.1', text(), 'The address to listen on. `0.0.0.0` lets other machines in.'),
  dataDir: setting('DATA_DIR', './data', text(), 'The folder for everything that is kept. Back it up.'),
  publicUrl: setting(
    'PUBLIC_URL',
    undefined,
    z.optional(publicUrl()),
    'The address people open, e.g. `https://review.example.org`. Links carry it; without it they carry the address of the request. With https, cookies are marked secure.',
  ),
  trustProxy: setting(
    'TRUST_PROXY',
    '0',
    number(0, 10),
    'How many reverse proxies stand in front. Without it everybody behind a proxy shares the limits of one address.',
  ),
  logLevel: setting(
    'LOG_LEVEL',
    'warn',
    oneOf(['fatal', 'error', 'warn', 'info', 'debug', 'silent']),
    'How much is logged, as JSON lines on standard output. `info` adds a line per request. Never what people wrote.',
  ),
  metricsToken: setting(
    'METRICS_TOKEN',
    undefined,
    z.optional(text()),
    'Who sends `Authorization: Bearer <this>` may read `/metrics`. Without it only this machine may.',
  ),
  demo: setting('SECOND_STORY_DEMO', '0', flag(), '1 adds a sample review to this data folder and prints its links.'),
  sessionDays: setting('SESSION_DAYS', '30', number(1, 3650), 'Days after which a browser has to join again by its link.'),
  requestsPerMinute: setting(
    'REQUESTS_PER_MINUTE',
    '6000',
    number(1, 1e9),
    'Calls per address and minute; files of the web app do not count.',
  ),
  createsPerMinute: setting('CREATES_PER_MINUTE', '300', number(1, 1e9), 'New meetings per address and minute.'),
  joinsPerMinute: setting('JOINS_PER_MINUTE', '1200', number(1, 1e9), 'Attempts to join per address and minute.'),
  maxBodyBytes: setting('MAX_BODY_BYTES', '65536', number(1024, 1e8), 'The largest HTTP request body.'),
  upgradeBurst: setting(
    'UPGRADE_BURST',
    '1500',
    number(1, 1e9),
    'Websockets that one address may open in one go, e.g. when everybody comes back after a restart.',
  ),
  upgradesPerSecond: setting('UPGRADES_PER_SECOND', '50', number(1, 1e9), 'How fast an address regains its burst.'),
  connectionsPerAddress: setting(
    'CONNECTIONS_PER_ADDRESS',
    '2000',
    number(1, 1e9),
    'Open websockets per address; each person needs three or four.',
  ),
  connectionsPerParticipant: setting(
    'CONNECTIONS_PER_PARTICIPANT',
    '200',
    number(1, 1e9),
    'Open websockets per participant, over all tabs and devices.',
  ),
  maxDocumentMib: setting(
    'MAX_DOCUMENT_MIB',
    '16',
    number(1, 256),
    'The largest shared document, in MiB. Beyond it only deletions are taken.',
  ),
  syncMessagesPerSecond: setting(
    'SYNC_MESSAGES_PER_SECOND',
    '400',
    number(1, 1e6),
    'Messages per second that one websocket may send for long.',
  ),
  syncBytesPerSecond: setting(
    'SYNC_BYTES_PER_SECOND',
    '2097152',
    number(1024, 1e9),
    'Bytes per second that one websocket may send for long.',
  ),
  participantMessagesPerSecond: setting(
    'PARTICIPANT_MESSAGES_PER_SECOND',
    '1000',
    number(1, 1e6),
    'Messages per second that one participant may send for long, over all tabs and devices.',
  ),
  participantBytesPerSecond: setting(
    'PARTICIPANT_BYTES_PER_SECOND',
    '4194304',
    number(1024, 1e9),
    'Bytes per second that one participant may send for long, over all tabs and devices.',
  ),
  historyDays: setting(
    'HISTORY_DAYS',
    '30',
    number(1, 3650),
    'Days for which every moment of a document can be looked at and restored, words deleted since included. Versions stay for good.',
  ),
  auditDays: setting('AUDIT_DAYS', '365', number(1, 3650), 'Days for which it is written down who gave which command.'),
  letClientsHeal: setting(
    'LET_CLIENTS_HEAL',
    '0',
    flag(),
    '1 lets the copies on people’s devices bring back what the server has lost. Only for the days after a repair or a backup: see operations.md.',
  ),
  coachWords: setting(
    'COACH_WORDS_FILE',
    undefined,
    z.optional(coachWordsFile()),
    'A JSON file with the organisation’s own words for the coach: see below. Read once, at the start.',
  ),
  agendasFile: setting(
    'AGENDAS_FILE',
    undefined,
    z.optional(text()),
    'A JSON file with the agendas that were saved to be used again: see below. Without it `agendas.json` in the data folder.',
  ),
  idleSeconds: setting('IDLE_SECONDS', '60', number(1, 86_400), 'A document that nobody has open leaves the memory after this.'),
}

function entries(): [string, Setting<z.ZodMiniType>][] {
  return Object.entries(table)
}

function setting<Schema extends z.ZodMiniType>(
  variable: string,
  byDefault: string | undefined,
  schema: Schema,
  description: string,
): Setting<Schema> {
  return { variable, byDefault, schema, description }
}

function text() {
  return z.string('must not be empty')
}

function number(least: number, most: number) {
  const message = `must be a whole number from ${least} to ${most}`
  return z.pipe(
    z.pipe(
      z.string(message).check(z.regex(/^\d+$/, message)),
      z.transform((digits: string) => Number(digits)),
    ),
    z.number().check(z.minimum(least, message), z.maximum(most, message)),
  )
}

function flag() {
  return z.pipe(
    z.enum(['0', '1'], 'must be 0 or 1'),
    z.transform((value: '0' | '1') => value === '1'),
  )
}

function oneOf<const Values extends readonly [string, ...string[]]>(values: Values) {
  return z.enum(values, `must be one of ${values.join(', ')}`)
}

/** Read as an origin: links are built as `<origin>/m/...`, and a path would break them without a word. */
function publicUrl() {
  const message = 'must be an http or https address without a path, e.g. https://review.example.org'
  return z.pipe(
    z.string(message).check(
      z.refine((value) => {
        const url = URL.canParse(value) ? new URL(value) : null
        return (
          url !== null && /^https?:$/.test(url.protocol) && url.pathname === '/' && url.search + url.hash + url.username === ''
        )
      }, message),
    ),
    z.transform((value: string) => new URL(value).origin),
  )
}
