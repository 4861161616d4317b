import { useStore } from 'zustand'
import { useIsFacilitator } from '../connection/useMeeting.ts'
import { Dialog } from '../design/Dialog.tsx'
import { type Key, keyGroups } from './keys.ts'
import { setRoomView } from './roomView.ts'
import styles from './ShortcutsDialog.module.css'
import { setSingleKeys, useSingleKeys } from './singleKeys.ts'

/** The keys that work at this moment, from the registry that runs them; and the switch for those of one character. */
export function ShortcutsDialog() {
  const groups = useStore(keyGroups)
  const isFacilitator = useIsFacilitator()
  const { areOn } = useSingleKeys()
  const byTitle = new Map<string, Key[]>()
  for (const { group, keys } of groups) {
    const mine = keys.filter(({ facilitator }) => !facilitator || isFacilitator)
    byTitle.set(group, [...(byTitle.get(group) ?? []), ...mine])
  }
  return (
    <Dialog title="Keyboard shortcuts" size="wide" onClose={() => setRoomView({ isShortcutsOpen: false })}>
      <label className={styles['switch']}>
        <input type="checkbox" role="switch" checked={areOn} onChange={(event) => setSingleKeys(event.target.checked)} />
        <span>
          Keys of a single character work
          <span className={styles['hint']}>Switch them off if you dictate, or press keys by accident. Kept on this device.</span>
        </span>
      </label>
      <div className={styles['groups']}>
        {[...byTitle].map(([title, keys]) =>
          keys.length === 0 ? null : (
            <section key={title}>
              <h3 className={styles['title']}>{title}</h3>
              <dl className={styles['keys']}>
                {keys.map((each) => (
                  <div key={each.key} className={styles['line']} data-off={!areOn && each.key.length === 1}>
                    <dt>
                      <kbd className={styles['key']}>{spoken(each.key)}</kbd>
                    </dt>
                    <dd>{each.label}</dd>
                  </div>
                ))}
              </dl>
            </section>
          ),
        )}
        <section>
          <h3 className={styles['title']}>While writing</h3>
          <dl className={styles['keys']}>
            {[
              ['Enter', 'Send, in the field at the foot'],
              ['Shift+Enter', 'New line'],
              ['Mod+Enter', 'Done, in longer texts'],
              ['Escape', 'Leave the text'],
            ].map(([key = '', label]) => (
              <div key={key} className={styles['line']}>
                <dt>
                  <kbd className={styles['key']}>{spoken(key)}</kbd>
                </dt>
                <dd>{label}</dd>
              </div>
            ))}
          </dl>
        </section>
      </div>
    </Dialog>
  )
}

const isMac = /Mac|iPhone|iPad/.test(navigator.userAgent)

/** As the keyboard before this person says it. */
function spoken(key: string): string {
  return key
    .replace('Mod', isMac ? '⌘' : 'Ctrl')
    .replace('Alt', isMac ? '⌥' : 'Alt')
    .replace('ArrowUp', '↑')
    .replace('ArrowDown', '↓')
    .replaceAll('+', ' ')
}
