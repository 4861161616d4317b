import { isTextValue } from '@second-story/meeting'
import { type ReactNode, useState, useSyncExternalStore } from 'react'
import { createRoot } from 'react-dom/client'
import * as Y from 'yjs'
import { keepsOthersWords } from '../../src/connection/keepsOthersWords.ts'
import { personColour } from '../../src/design/personColour.ts'
import { Button } from '../../src/design/Button.tsx'
import '../../src/design/tokens.css'
import '../../src/design/base.css'
import { EditableText } from '../../src/editor/EditableText.tsx'
import { EditorContext } from '../../src/editor/EditorContext.ts'
import { openLinked } from './link.ts'

const name = new URLSearchParams(location.search).get('as') ?? 'Ada'
const user = { id: `person-${name}`, name, colour: personColour(`person-${name}`) }
const { board, awareness } = openLinked(user)
const texts = board.getMap<unknown>('texts')
const entries = board.getMap<unknown>('entries')
const origin = Symbol('harness')
const undoManager = new Y.UndoManager([board.getXmlFragment('summary'), board.getXmlFragment('impact'), texts, entries], {
  trackedOrigins: new Set([origin]),
  deleteFilter: keepsOthersWords,
  captureTimeout: 600,
})

/** For tests that play another client of the wire. */
Object.assign(window, { harness: { board, awareness, undoManager, Y } })

function Harness() {
  const [ended, setEnded] = useState(0)
  const count = useSyncExternalStore(watchEntries, () => entries.size)
  const plain = useSyncExternalStore(watchTexts, () => texts.get('plain'))
  return (
    <EditorContext value={{ awareness, undoManager, user }}>
      <main>
        <h1>Editors</h1>
        <Region title="Summary">
          <EditableText value={board.getXmlFragment('summary')} label="Summary" placeholder="What happened, in two sentences" />
        </Region>
        <Region title="Impact">
          <EditableText value={board.getXmlFragment('impact')} label="Impact" placeholder="Who was affected" />
        </Region>
        <Region title="Line">
          <EditableText
            value={board.getXmlFragment('line')}
            label="Line"
            placeholder="One line"
            compact
            onSubmit={() => setEnded((times) => times + 1)}
          />
        </Region>
        {isTextValue(plain) && (
          <Region title="Plain">
            <EditableText
              value={plain}
              label="Plain"
              onReplace={(fragment) => board.transact(() => texts.set('plain', fragment), origin)}
            />
          </Region>
        )}
        <Button onClick={() => board.transact(() => entries.set(String(entries.size), true), origin)}>Add an entry</Button>
        <Button onClick={() => undoManager.undo()}>Undo</Button>
        <Button onClick={() => undoManager.redo()}>Redo</Button>
        <p>Entries: {count}</p>
        <p>Ended: {ended}</p>
      </main>
    </EditorContext>
  )
}

function Region({ title, children }: { title: string; children: ReactNode }) {
  return <section aria-label={title}>{children}</section>
}

function watchEntries(listener: () => void) {
  entries.observe(listener)
  return () => entries.unobserve(listener)
}

function watchTexts(listener: () => void) {
  texts.observe(listener)
  return () => texts.unobserve(listener)
}

const root = document.getElementById('root')
if (root === null) throw new Error('The page has a root.')
createRoot(root).render(<Harness />)
