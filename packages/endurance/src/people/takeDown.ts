import { openClient } from '../clients.ts'
import type { Server } from '../server.ts'
import { until } from '../waiting.ts'
import type { Cast, Stage } from '../people/stage.ts'
import { kindOf } from '../people/words.ts'
import type { Witnesses } from '../people/witnesses.ts'

/** What is counted of those who wrote. */
export interface WrittenTally {
  words: number
  acknowledged: number
  notYetAnswered: number
  readonly faults: string[]
}

/** What is counted of what is found afterwards. */
export interface LossTally {
  openings: number
  notLoaded: number
  seenAndLost: number
  acknowledgedAndLost: number
  wordsLost: number
}

/** What the dead server had sent still arrives; then everybody says what they know. */
export async function takeDown(casts: readonly Cast[], witnesses: Witnesses, tally: WrittenTally): Promise<void> {
  for (const { typists } of casts) for (const typist of typists) typist.stop()
  const clients = casts.flatMap((cast) => cast.clients)
  await until('every connection has ended', () => clients.every(({ closeCode }) => closeCode !== null))
  for (const client of clients) {
    if (!client.isSynced) tally.notYetAnswered += 1
    if (client.closeCode !== 1006)
      tally.faults.push(`a connection of a ${kindOf(client.document)} was closed with ${client.closeCode}`)
    if (client.doc.store.pendingStructs !== null) tally.faults.push(`somebody was sent a ${kindOf(client.document)} with a gap`)
  }
  for (const { onlookers, typists } of casts) {
    for (const onlooker of onlookers) witnesses.heard(onlooker)
    for (const typist of typists) {
      const acknowledged = typist.acknowledged()
      witnesses.heardFrom(typist.client, acknowledged)
      tally.acknowledged += acknowledged?.words.length ?? 0
      tally.words += typist.words.length
    }
  }
}

/** A newcomer opens every document there is. */
export async function lookAt(
  server: Server,
  stages: readonly Stage[],
  witnesses: Witnesses,
  tally: LossTally,
  fault: (what: string) => void,
): Promise<void> {
  await Promise.all(
    stages
      .flatMap(({ documents }) => documents)
      .map(async ({ document, reader }) => {
        const newcomer = openClient(server, document, reader.token)
        tally.openings += 1
        try {
          await newcomer.whenSynced()
        } catch (error) {
          tally.notLoaded += 1
          return fault(`a ${kindOf(document)} does not load: ${String(error)}`)
        } finally {
          newcomer.cut()
        }
        const { seen, acknowledged, words, undeleted, doubled } = witnesses.compare(document, newcomer.doc)
        tally.seenAndLost += seen
        tally.acknowledgedAndLost += acknowledged
        tally.wordsLost += words.length
        const kind = kindOf(document)
        if (seen > 0) fault(`${seen} edits of a ${kind} were seen and are lost`)
        if (acknowledged > 0) fault(`${acknowledged} edits of a ${kind} were acknowledged and are lost`)
        if (words.length > 0) fault(`${words.length} words of a ${kind} are lost, ${words[0]} first`)
        if (undeleted) fault(`what was deleted in a ${kind} is back`)
        if (doubled.length > 0) fault(`${doubled.length} words of a ${kind} are there twice, ${doubled[0]} first`)
      }),
  )
}
