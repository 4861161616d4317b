import { resolve } from 'node:path'
import { parseDocumentName } from '@second-story/meeting'
import { openSqliteStore } from '@second-story/store'
import { type DamagedRows, repairDocument, type RepairedDocument } from '@second-story/sync'
import type { Settings } from '../settings.ts'

export interface RepairOptions {
  readonly settings: Pick<Settings, 'dataDir'>
  /** Only the documents of this meeting; null for those of all. */
  readonly meeting: string | null
  readonly storeWorker?: URL
  readonly say: (line: string) => void
}

/**
 * The operator's command for damaged documents: reads every one, and makes those writable again of which something was lost, out of what
 * is left. Rejects while the server runs. Names meetings and kinds of documents only, never whose they are.
 */
export async function repair({ settings, meeting, storeWorker, say }: RepairOptions): Promise<void> {
  const store = await openSqliteStore({
    path: resolve(settings.dataDir, 'second-story.sqlite'),
    mendsIndex: true,
    ...(storeWorker && { workerUrl: storeWorker }),
    notice: ({ is }) => is === 'mended-index' && say('The index by which changes are found was damaged, and has been made anew.'),
  })
  try {
    const all = await store.log.readDocuments()
    const documents = all.filter((name) => meeting === null || parseDocumentName(name)?.meeting === meeting)
    let repaired = 0
    for (const name of documents) {
      const lost = await repairDocument(store.log, name)
      if (lost === null) continue
      repaired += 1
      for (const line of tell(name, lost)) say(line)
    }
    if (documents.length === 0 && meeting !== null) say(`There is no meeting ${meeting} in ${settings.dataDir}.`)
    else say(`Documents read: ${documents.length}, ${repaired === 0 ? 'all of them whole' : `repaired: ${repaired}`}.`)
    if (repaired > 0)
      say('What people still have on their devices may bring back more: start the server with LET_CLIENTS_HEAL=1.')
  } finally {
    await store.close()
  }
}

function tell(name: string, { rows, leftOut }: RepairedDocument): string[] {
  const document = parseDocumentName(name)
  return [
    `Repaired: ${document?.is ?? 'a document'} of meeting ${document?.meeting ?? 'unknown'}.`,
    ...rows.map((each) => `  ${describeRows(each)}.`),
    ...(leftOut === 0 ? [] : [`  Changes that built upon them, and are lost with them: ${leftOut}.`]),
  ]
}

function describeRows({ seq, upTo, what }: DamagedRows): string {
  if (what === 'damaged-snapshot') return `The snapshot of everything up to change ${seq} was damaged, and moved aside`
  const which = seq === upTo ? `Change ${seq} was` : `Changes ${seq} to ${upTo} were`
  return what === 'missing' ? `${which} missing` : `${which} damaged, and moved aside`
}
