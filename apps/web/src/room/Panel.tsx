import { type KeyboardEvent, type ReactNode, useId } from 'react'
import { useAll, useIds, useIsFacilitator, useMayWrite, useMeeting, useMyIdeas } from '../connection/useMeeting.ts'
import { Desk } from './desk/Desk.tsx'
import { NoteList } from './notes/NoteList.tsx'
import styles from './Panel.module.css'
import { MyIdeas } from './parking/MyIdeas.tsx'
import { QuestionList } from './questions/QuestionList.tsx'
import { type PanelTab, setRoomView, useRoomView } from './roomView.ts'

interface Tab {
  readonly tab: PanelTab
  readonly title: string
  /** What waits there; 0 shows nothing. */
  readonly count: number
}

/** Beside the phase: what is asked, what is noted, what is mine. Tabs by the ARIA pattern: arrows move, and show at once. */
export function Panel() {
  const tabs = useTabs()
  const wanted = useRoomView((view) => view.tab)
  // A facilitator who steps down has no desk any more.
  const chosen = tabs.some(({ tab }) => tab === wanted) ? wanted : 'questions'
  const id = useId()

  function move(event: KeyboardEvent) {
    const place = tabs.findIndex(({ tab }) => tab === chosen)
    const next = nextPlace(event.key, place, tabs.length)
    const tab = next === null ? undefined : tabs[next]?.tab
    if (tab === undefined) return
    event.preventDefault()
    setRoomView({ tab })
    document.getElementById(`${id}-${tab}`)?.focus()
  }

  return (
    <div className={styles['panel']}>
      <div className={styles['tabs']} role="tablist" aria-label="Beside the phase" onKeyDown={move}>
        {tabs.map(({ tab, title, count }) => (
          <button
            key={tab}
            type="button"
            role="tab"
            id={`${id}-${tab}`}
            className={styles['tab']}
            aria-selected={tab === chosen}
            aria-controls={`${id}-shown`}
            tabIndex={tab === chosen ? 0 : -1}
            onClick={() => setRoomView({ tab })}
          >
            {title}
            {count > 0 ? <span className={styles['count']}>{count}</span> : null}
          </button>
        ))}
      </div>
      <div
        key={chosen}
        className={styles['shown']}
        role="tabpanel"
        id={`${id}-shown`}
        aria-labelledby={`${id}-${chosen}`}
        // The panel can be scrolled with the keyboard, and takes the focus when a button in it vanishes.
        tabIndex={0}
      >
        {contentOf(chosen)}
      </div>
    </div>
  )
}

function useTabs(): readonly Tab[] {
  const meeting = useMeeting()
  const open = useAll(meeting.questions).filter(({ answered }) => !answered).length
  const notes = useIds(meeting.notes).length
  const ideas = useMyIdeas().filter(({ withdrawn }) => !withdrawn).length
  const isFacilitator = useIsFacilitator()
  const mayWrite = useMayWrite()
  return [
    { tab: 'questions', title: 'Questions', count: open },
    { tab: 'notes', title: 'Notes', count: notes },
    { tab: 'ideas', title: mayWrite ? 'My ideas' : 'Ideas', count: ideas },
    ...(isFacilitator ? [{ tab: 'desk', title: 'Desk', count: 0 } as const] : []),
  ]
}

function contentOf(tab: PanelTab): ReactNode {
  switch (tab) {
    case 'questions':
      return <QuestionList />
    case 'notes':
      return <NoteList />
    case 'ideas':
      return <MyIdeas />
    case 'desk':
      return <Desk />
  }
}

function nextPlace(key: string, place: number, count: number): number | null {
  switch (key) {
    case 'ArrowRight':
      return (place + 1) % count
    case 'ArrowLeft':
      return (place - 1 + count) % count
    case 'Home':
      return 0
    case 'End':
      return count - 1
    default:
      return null
  }
}
