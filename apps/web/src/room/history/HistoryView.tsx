import { useCallback, useEffect, useMemo, useState } from 'react'
import { useStore } from 'zustand'
import { useDetails, useMayWrite, useMeeting, usePeople, useSelf } from '../../connection/useMeeting.ts'
import { announce } from '../../design/announce.tsx'
import { type HistoryStart, setRoomView } from '../roomView.ts'
import { compareParts, countDifferences, onlyDifferences } from './differences.ts'
import { Failure } from './Failure.tsx'
import { type History, historyApi } from './historyApi.ts'
import styles from './HistoryView.module.css'
import { findLook, keyOf, type Look } from './look.ts'
import { MomentSlider } from './MomentSlider.tsx'
import { PartList } from './PartList.tsx'
import { readParts } from './parts.ts'
import { openPastBoards } from './pastBoards.ts'
import { RestoreButton } from './RestoreButton.tsx'
import { useCalmVersion } from './useCalmVersion.ts'
import { VersionList } from './VersionList.tsx'
import { versionName, whenText } from './words.ts'

interface HistoryViewProps {
  history: History
  start: HistoryStart
  openedAt: number
  reload: () => void
}

export function HistoryView({ history, start, openedAt, reload }: HistoryViewProps) {
  const mayWrite = useMayWrite()
  const { zone } = useDetails()
  const [look, setLook] = useState<Look>(start.version === null ? { is: 'now' } : { is: 'version', id: start.version })
  const [isOnlyDifferences, setOnlyDifferences] = useState(start.onlyDifferences)
  const [said, say] = useState('')
  // The same words once more are said once more.
  const sayAgain = useCallback((words: string) => say((before) => (before === words ? `${words}\u00a0` : words)), [])
  const { shown, is, failure, retry } = usePastBoard(look)
  const parts = useCompared(shown?.doc ?? null)
  const differences = countDifferences(parts)

  // What is shown is told by its own name: it may not be what the slider stands at yet.
  const found = findLook(shown?.of ?? { is: 'now' }, history)
  const time = found === null ? '' : whenText(found.at, zone, openedAt)
  const isThere = look.is !== 'now' && shown !== null && keyOf(shown.of) === keyOf(look)

  function moveTo(next: Look) {
    setLook(next)
    say('')
  }

  function onRestored() {
    setRoomView({ history: null })
    announce(`You restored the notes of ${time}. Undo stands above the phase.`)
  }

  // One moment is what the server made when the meeting was created.
  const isEmpty = history.moments.length <= 1 && history.versions.length === 0
  return (
    <div className={styles['history']}>
      {isEmpty ? (
        <p className={styles['empty']}>
          There is nothing to go back to yet. From the first word on, every change can be looked at here, and taken back.
        </p>
      ) : (
        <MomentSlider history={history} look={look} zone={zone} openedAt={openedAt} onLook={moveTo} />
      )}
      <VersionList history={history} look={look} zone={zone} openedAt={openedAt} onLook={moveTo} onSaved={reload} />
      <section className={styles['board']} aria-labelledby="history-shown">
        <header className={styles['head']}>
          <h3 id="history-shown" className={styles['title']}>
            {found === null
              ? 'As it is now'
              : 'name' in found
                ? versionName(found)
                : `As it was at ${whenText(found.at, zone, openedAt, 'second')}`}
          </h3>
          <label className={styles['filter']}>
            <input type="checkbox" checked={isOnlyDifferences} onChange={(event) => setOnlyDifferences(event.target.checked)} />
            Only what differs from now
          </label>
          <p role="status" className={styles['status']}>
            {said || (is === 'loading' ? 'Reading…' : shown === null ? '' : differencesText(differences))}
          </p>
          {mayWrite && look.is !== 'now' ? (
            <RestoreButton key={keyOf(look)} past={look} time={time} isThere={isThere} onRestored={onRestored} />
          ) : null}
        </header>
        {is === 'failed' ? <Failure failure={failure} onRetry={retry} /> : null}
        <PartList
          parts={isOnlyDifferences ? onlyDifferences(parts) : parts}
          isLoading={is === 'loading'}
          none={
            shown === null && isOnlyDifferences
              ? 'This is now. Move back to see what was different.'
              : 'Nothing differs from now.'
          }
          onSaid={sayAgain}
        />
      </section>
    </div>
  )
}

function usePastBoard(look: Look) {
  const { id } = useMeeting()
  const [boards] = useState(() => openPastBoards((past, signal) => historyApi.board(id, past, signal)))
  useEffect(() => boards.want(look), [boards, look])
  useEffect(() => boards.close, [boards])
  return { ...useStore(boards.state), retry: boards.retry }
}

/** An earlier board, or that of now, with what differs. Edits made meanwhile are seen a second later. */
function useCompared(past: Parameters<typeof readParts>[0] | null) {
  const { board } = useMeeting()
  const people = usePeople()
  const self = useSelf()
  const version = useCalmVersion(board)
  const told = useMemo(() => {
    const names = new Map<string, string>(people.map(({ id, name }) => [id, id === self.id ? 'You' : name]))
    return { nameOf: (id: string | null) => (id === null ? 'Without a name' : (names.get(id) ?? 'Somebody')) }
  }, [people, self.id])
  // oxlint-disable-next-line react-hooks/exhaustive-deps -- the board is the same object whatever is written; `version` tells of changes
  const now = useMemo(() => readParts(board, told), [board, told, version])
  const then = useMemo(() => (past === null ? null : readParts(past, told)), [past, told])
  return useMemo(() => compareParts(then ?? now, now), [then, now])
}

function differencesText(count: number): string {
  return count === 0
    ? 'Nothing differs from now.'
    : count === 1
      ? '1 thing differs from now.'
      : `${count} things differ from now.`
}
