import { type CSSProperties, useId } from 'react'
import { usePeople, useSelf } from '../../connection/useMeeting.ts'
import { Button } from '../../design/Button.tsx'
import type { History } from './historyApi.ts'
import { findLook, type Look, lookAtPlace, placeOf } from './look.ts'
import styles from './MomentSlider.module.css'
import { namesText, versionName, whenText } from './words.ts'

interface MomentSliderProps {
  history: History
  look: Look
  zone: string
  openedAt: number
  onLook: (look: Look) => void
}

/** Through the moments of the board: arrows go one on, Page Up and Page Down a tenth of the way, Home and End to the ends. */
export function MomentSlider({ history, look, zone, openedAt, onLook }: MomentSliderProps) {
  const id = useId()
  const people = usePeople()
  const self = useSelf()
  const { moments, versions } = history
  const place = placeOf(look, history)
  const found = findLook(look, history)
  const time = found === null ? 'Now' : whenText(found.at, zone, openedAt, 'second')
  const writers = found === null ? '' : namesText('authors' in found ? found.authors : found.by, people, self.id)
  const who = writers === '' ? '' : `${writers} wrote`
  const name = found !== null && 'name' in found ? versionName(found) : ''
  const first = moments[0]
  const ticks = versions.filter(({ kind }) => kind !== 'before-restore')

  return (
    <div className={styles['slider']}>
      <div className={styles['head']}>
        <label htmlFor={id} className={styles['label']}>
          Moment
        </label>
        {/* The slider says it itself when it moves. */}
        <output htmlFor={id} className={styles['moment']} aria-live="off">
          <span className={styles['time']}>{time}</span>
          <span className={styles['who']}>{[name, who].filter(Boolean).join(' · ')}</span>
        </output>
      </div>
      <div className={styles['track']} style={{ '--places': moments.length } as CSSProperties}>
        <input
          id={id}
          ref={focusOnce}
          type="range"
          className={styles['range']}
          min={0}
          max={moments.length}
          value={place}
          aria-valuetext={[time, name, who].filter(Boolean).join(', ')}
          onChange={(event) => onLook(lookAtPlace(event.target.valueAsNumber, history))}
        />
        <div className={styles['ticks']} aria-hidden>
          {ticks.map((version) => (
            <span
              key={version.id}
              className={styles['tick']}
              data-kind={version.kind}
              title={versionName(version)}
              style={{ '--place': placeOf({ is: 'version', id: version.id }, history) } as CSSProperties}
            />
          ))}
        </div>
      </div>
      <div className={styles['ends']}>
        <span>
          {first === undefined ? '' : `From ${whenText(first.at, zone, openedAt)} · `}
          {`Times of ${zone.replaceAll('_', ' ')}`}
        </span>
        <Button look="plain" className={styles['now']} aria-pressed={look.is === 'now'} onClick={() => onLook({ is: 'now' })}>
          Now
        </Button>
      </div>
    </div>
  )
}

/** The slider is what one came for. */
function focusOnce(input: HTMLInputElement | null): void {
  input?.focus()
}
