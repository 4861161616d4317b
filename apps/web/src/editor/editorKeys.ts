import { Extension } from '@tiptap/core'

interface EditorKeys {
  isCompact(): boolean
  escape(): (() => void) | undefined
  submit(): (() => void) | undefined
  toolbar(): void
  link(): void
}

/** The keys that lead out of the text. The keys of the marks and blocks stand with them. */
export function editorKeys(keys: EditorKeys): Extension {
  return Extension.create({
    name: 'editorKeys',
    // Before the line breaks and lists, which know Enter too.
    priority: 2000,
    addKeyboardShortcuts() {
      const run = (call: (() => void) | undefined) => {
        call?.()
        return call !== undefined
      }
      const inTextOnly = (call: () => void) => {
        if (!keys.isCompact()) call()
        return !keys.isCompact()
      }
      return {
        Escape: () => run(keys.escape()),
        Enter: () => keys.isCompact() && run(keys.submit()),
        'Mod-Enter': () => run(keys.submit()),
        'Shift-Enter': ({ editor }) => keys.isCompact() && editor.commands.splitBlock(),
        // As in the editors of offices.
        'Alt-F10': () => inTextOnly(keys.toolbar),
        // Ctrl+K alone opens the palette.
        'Mod-Shift-k': () => inTextOnly(keys.link),
      }
    },
  })
}
