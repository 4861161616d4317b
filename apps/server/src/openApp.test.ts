import { addNote, parseEntryId, readNotes } from '@second-story/meeting'
import { describe, expect, test, vi } from 'vitest'
import { openClient, openRawSocket, UpgradeRefused } from './testing/openClient.ts'
import { newFolder, openTestServer } from './testing/openTestServer.ts'

describe('draining', () => {
  test('[I2] saves what was written, tells clients to come back, and a new start has it all', async () => {
    const dataDir = await newFolder()
    const first = await openTestServer({}, { dataDir })
    const meeting = await first.createMeeting()
    const ada = await meeting.joinAs('participant')
    const writer = await openClient(first, ada.documents.board, ada.token)
    const reader = await openClient(first, ada.documents.board, ada.token)
    const { closed } = await openRawSocket(first, `/sync/${ada.documents.board}?token=${ada.token}`)
    for (let i = 0; i < 20; i++) {
      addNote(
        writer.doc,
        { id: parseEntryId(`n${i}`)!, by: ada.participantId, createdAt: new Date(i).toISOString() },
        { text: `${i}` },
      )
    }
    await vi.waitFor(() => expect(readNotes(reader.doc)).toHaveLength(20))
    await first.close()
    expect(await closed).toBe(1012)

    const second = await openTestServer({}, { dataDir })
    const back = await openClient(second, ada.documents.board, ada.token)
    expect(readNotes(back.doc)).toHaveLength(20)
  })

  test('while it drains it is not healthy, takes no commands and no connections', async () => {
    const server = await openTestServer()
    const meeting = await server.createMeeting()
    const ada = await meeting.joinAs('participant')
    // A turn that does not end keeps the drain waiting, as a slow disk would.
    // Made before the turn is taken: another may still be under way, and then this one starts late.
    let endTurn = () => {}
    const turn = new Promise<void>((resolve) => (endTurn = resolve))
    void server.app.meetings.turns.take(meeting.id, () => turn)
    const closing = server.close()
    expect((await server.inject({ url: '/healthz' })).json()).toEqual({ status: 'draining' })
    expect((await meeting.call(ada, 'PUT', '/me', { withIt: true })).json()).toMatchObject({
      type: '/problems/restarting',
      status: 503,
    })
    const refusal = await openRawSocket(server, `/sync/${ada.documents.board}?token=${ada.token}`).catch(
      (error: unknown) => error,
    )
    expect(refusal instanceof UpgradeRefused && refusal.status).toBe(503)
    endTurn()
    await closing
  })

  test('closing twice is closing once', async () => {
    const server = await openTestServer()
    await Promise.all([server.close(), server.close()])
  })
})
