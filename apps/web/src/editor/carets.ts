import { Extension } from '@tiptap/core'
import { isChangeOrigin } from '@tiptap/extension-collaboration'
import { type EditorState, Plugin, PluginKey, Selection } from '@tiptap/pm/state'
import { Decoration, DecorationSet, type EditorView } from '@tiptap/pm/view'
import { absolutePositionToRelativePosition, type ProsemirrorBinding, relativePositionToAbsolutePosition } from '@tiptap/y-tiptap'
import type { Awareness } from 'y-protocols/awareness'
import * as Y from 'yjs'
import { z } from 'zod/mini'
import { personColour } from '../design/personColour.ts'
import styles from './carets.module.css'
import { bindingOf } from './sharedText.ts'

/**
 * Where others write, shown in the text. Each screen tells its own caret in the `cursor` field of its awareness state, as positions relative
 * to the shared text; whose it is (`user`: id, name) comes from the server. One screen has one awareness and many editors: only the one with
 * the focus writes the field, and only who wrote it takes it back. yCursorPlugin of y-tiptap is not used: it throws at a caret that is none
 * and adds the root that one names ([I3]), takes back the field of other editors when it closes, writes into the `user` of others, and
 * redraws for every move anywhere in the meeting.
 */
export const Carets = Extension.create<{ awareness: Awareness; ownId: string }>({
  name: 'carets',
  addProseMirrorPlugins() {
    return [caretsPlugin(this.options.awareness, this.options.ownId)]
  },
})

export interface Caret {
  readonly client: number
  readonly name: string
  readonly colour: number
  readonly anchor: number
  readonly head: number
  /** Another one as soon as its owner moves it, and not when the text around it moves. */
  readonly place: string
}

const key = new PluginKey<DecorationSet>('carets')

function caretsPlugin(awareness: Awareness, ownId: string): Plugin {
  return new Plugin<DecorationSet>({
    key,
    state: {
      init: () => DecorationSet.empty,
      apply(transaction, shown, _oldState, state) {
        if (transaction.getMeta(key) !== undefined || isChangeOrigin(transaction)) {
          return drawCarets(state, readCarets(state, awareness, ownId))
        }
        return transaction.docChanged ? shown.map(transaction.mapping, transaction.doc) : shown
      },
    },
    props: { decorations: (state) => key.getState(state) },
    view(view) {
      const own = ownCaret(view, awareness)
      let frame = 0
      let shown = ''
      const redraw = () => {
        frame = 0
        if (view.isDestroyed) return
        const carets = JSON.stringify(readCarets(view.state, awareness, ownId))
        if (carets === shown) return
        shown = carets
        view.dispatch(view.state.tr.setMeta(key, true))
      }
      // Two hundred people move their carets elsewhere in the meeting: look once a frame, and touch the editor only if it is about this text.
      const changed = () => {
        if (frame === 0) frame = requestAnimationFrame(redraw)
      }
      awareness.on('change', changed)
      view.dom.addEventListener('focusin', own.tell)
      view.dom.addEventListener('focusout', own.tell)
      changed()
      return {
        update: own.tell,
        destroy() {
          cancelAnimationFrame(frame)
          awareness.off('change', changed)
          view.dom.removeEventListener('focusin', own.tell)
          view.dom.removeEventListener('focusout', own.tell)
          own.takeBack()
        },
      }
    },
  })
}

/** Writes the caret of this screen while this editor has the focus. */
function ownCaret(view: EditorView, awareness: Awareness) {
  let told = ''
  const takeBack = () => {
    if (told === '') return
    told = ''
    awareness.setLocalStateField('cursor', null)
  }
  const tell = () => {
    if (!view.hasFocus() || !view.editable) return takeBack()
    const binding = bindingOf(view.state)
    if (binding === null) return
    const { anchor, head } = view.state.selection
    const cursor = { anchor: relative(anchor, binding), head: relative(head, binding) }
    const telling = JSON.stringify(cursor)
    if (telling === told) return
    told = telling
    awareness.setLocalStateField('cursor', cursor)
  }
  return { tell, takeBack }
}

function relative(position: number, { type, mapping }: ProsemirrorBinding): unknown {
  return Y.relativePositionToJSON(absolutePositionToRelativePosition(position, type, mapping) as Y.RelativePosition)
}

const IdSchema = z.optional(z.nullable(z.object({ client: z.number(), clock: z.number() })))
const PositionSchema = z.object({
  type: IdSchema,
  tname: z.optional(z.nullable(z.string())),
  item: IdSchema,
  assoc: z.optional(z.number()),
})
const StateSchema = z.object({
  user: z.object({ id: z.string(), name: z.string() }),
  cursor: z.object({ anchor: PositionSchema, head: PositionSchema }),
})

/** Where others are in this text. One's own other tabs are left out. */
function readCarets(state: EditorState, awareness: Awareness, ownId: string): Caret[] {
  const binding = bindingOf(state)
  if (binding === null) return []
  const carets: Caret[] = []
  for (const [client, value] of awareness.getStates()) {
    if (client === awareness.clientID) continue
    const result = StateSchema.safeParse(value)
    if (!result.success || result.data.user.id === ownId) continue
    const { user, cursor } = result.data
    const anchor = absolute(cursor.anchor, binding, state)
    const head = absolute(cursor.head, binding, state)
    if (anchor === null || head === null) continue
    carets.push({ client, name: user.name, colour: personColour(user.id), anchor, head, place: JSON.stringify(cursor.head) })
  }
  return carets
}

function absolute(
  position: z.infer<typeof PositionSchema>,
  { doc, type, mapping }: ProsemirrorBinding,
  state: EditorState,
): number | null {
  // Yjs would add a root of any name that it is asked for.
  const isRoot = type._item === null
  const root = position.tname ?? null
  if (root !== null && !(isRoot && root === Y.findRootTypeKey(type))) return null
  const place = relativePositionToAbsolutePosition(doc, type, Y.createRelativePositionFromJSON(position), mapping)
  if (place === null) return null
  const $place = state.doc.resolve(Math.min(Math.max(place, 0), state.doc.content.size))
  // In an empty text the position is beside the paragraph that isn't shared yet.
  return $place.parent.inlineContent ? $place.pos : Selection.near($place).head
}

function drawCarets(state: EditorState, carets: readonly Caret[]): DecorationSet {
  const decorations = carets.flatMap((caret) => {
    const { client, name, colour, anchor, head, place } = caret
    const widget = Decoration.widget(head, () => caretElement(name, colour), {
      // Another key draws it anew, which shows the name for a while.
      key: `${client} ${name} ${place}`,
      side: 10,
    })
    if (anchor === head) return [widget]
    const attributes = { class: styles['selection'] ?? '', 'data-colour': String(colour) }
    return [Decoration.inline(Math.min(anchor, head), Math.max(anchor, head), attributes), widget]
  })
  return DecorationSet.create(state.doc, decorations)
}

/** Without text of its own, so that it is never selected, copied or read aloud: people who don't see it have the presence line. */
function caretElement(name: string, colour: number): HTMLElement {
  const caret = document.createElement('span')
  caret.className = styles['caret'] ?? ''
  caret.dataset['colour'] = String(colour)
  caret.dataset['name'] = name
  caret.ariaHidden = 'true'
  return caret
}
