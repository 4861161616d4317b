import { lazy, Suspense, useEffect, useMemo } from 'react'
import { useStore } from 'zustand'
import type { LiveMeeting } from '../connection/liveMeeting.ts'
import { useLiveMeeting } from '../connection/useLiveMeeting.ts'
import type { MeetingOverview } from '../connection/meetingApi.ts'
import { MeetingContext } from '../connection/useMeeting.ts'
import { Loading } from '../design/Loading.tsx'
import { Message } from '../design/Message.tsx'
import { preloadEditor } from '../editor/EditableText.tsx'
import { EditorContext } from '../editor/EditorContext.ts'
import { personColour } from '../design/personColour.ts'
import { useFetchLateParts } from './header/useLateParts.ts'
import { RoomFrame } from './RoomFrame.tsx'

const CopyWords = lazy(async () => ({ default: (await import('../kept/CopyWords.tsx')).CopyWords }))

/** Opens the live documents of a meeting and keeps them for as long as the page is shown. */
export function RoomPage({ overview }: { overview: MeetingOverview }) {
  const meeting = useLiveMeeting(overview)
  useFetchLateParts()
  if (meeting === null) return <Loading what="Opening the room" />
  return (
    <MeetingContext value={meeting}>
      <OpenRoom meeting={meeting} name={overview.name} />
    </MeetingContext>
  )
}

function OpenRoom({ meeting, name }: { meeting: LiveMeeting; name: string }) {
  const closed = useStore(meeting.closed)
  useEffect(preloadEditor, [])
  const id = useStore(meeting.self, (self) => self.id)
  const editor = useMemo(
    () => ({ awareness: meeting.awareness, undoManager: meeting.undo.manager, user: { id, name, colour: personColour(id) } }),
    [meeting, id, name],
  )
  if (closed !== null) {
    return (
      <Message
        title={closed.code === 4404 ? 'This meeting is not there any more.' : 'The room was closed for you.'}
        actions={[{ label: 'Reload the page', onPress: () => location.reload() }]}
      >
        What you wrote and the server doesn’t have is kept on this device.
        {meeting.unsaved().length > 0 ? (
          <Suspense>
            <CopyWords documents={meeting.unsaved} />
          </Suspense>
        ) : null}
      </Message>
    )
  }
  return (
    <EditorContext value={editor}>
      <RoomFrame />
    </EditorContext>
  )
}
