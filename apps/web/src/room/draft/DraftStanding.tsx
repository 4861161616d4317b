import {
  boardSection,
  type Details,
  formatDate,
  formatDay,
  formatDuration,
  isBlank,
  lastedMs,
  type Section,
  wallClockOf,
} from '@second-story/meeting'
import { useAgenda, useAll, useDetails, useMayWrite, useMeeting } from '../../connection/useMeeting.ts'
import { useRichText } from '../../editor/useRichText.ts'
import { criterionTitles } from '../criterionTitles.ts'
import { lookAt } from '../roomView.ts'
import styles from './DraftPhase.module.css'

/** What is there before the meeting and what isn't known yet, in words: nothing here is counted, scored or asked to be complete. */
export function DraftStanding() {
  const { phase } = useAgenda()
  const details = useDetails()
  const rows = useAll(useMeeting().timeline).length
  const mayWrite = useMayWrite()
  const lasted = lastedMs(details)
  const known: readonly (readonly [string, string | null])[] = [
    ['When', whenWords(details)],
    ['How long it lasted', lasted === null ? null : formatDuration({ ms: lasted, approximate: false })],
    ['Timeline', rows === 0 ? null : rows === 1 ? '1 row' : `${rows} rows`],
    ...(mayWrite ? [] : whoAndWhy(details)),
    ['Trigger', useIsWritten('trigger') ? 'written' : null],
    ['Detection', useIsWritten('detection') ? 'written' : null],
    ['Resolution', useIsWritten('resolution') ? 'written' : null],
  ]
  const isThere = known.filter(([, value]) => value !== null).length
  return (
    <section className={styles['standing']} aria-labelledby="draft-standing">
      <h2 id="draft-standing">Where the draft stands</h2>
      <p className={styles['soft']}>
        {isThere === known.length
          ? 'All that helps before the meeting is here. The rest comes together.'
          : isThere === 0
            ? 'Nothing is known yet, and that is a place to start from.'
            : 'Some of it is here. What is not known yet may stay so.'}
      </p>
      <dl className={styles['known']}>
        {known.map(([what, value]) => (
          <div key={what}>
            <dt>{what}</dt>
            <dd data-known={value !== null}>
              {value ?? 'not known yet'}
              {what === 'Timeline' && !mayWrite && rows > 0 ? (
                <button type="button" className={styles['go']} onClick={() => lookAt('timeline', phase)}>
                  Open it
                </button>
              ) : null}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  )
}

function whenWords({ began, ended, incidentDate, zone }: Details): string | null {
  if (began !== null) return formatDay(began, zone)
  if (incidentDate !== null) return formatDate(incidentDate)
  const until = ended === null ? null : formatDate(wallClockOf(ended, zone).date)
  return until === null ? null : `until ${until}`
}

/** Whoever may write has these in fields below, and the way to the timeline too. */
function whoAndWhy({ criteria, incidentLead, facilitator }: Details): [string, string | null][] {
  return [
    ['Why we hold it', criteria === null ? null : criterionTitles[criteria]],
    ['Who led the response', incidentLead.trim() || null],
    ['Who facilitates', facilitator.trim() || null],
  ]
}

function useIsWritten(section: Section): boolean {
  return !isBlank(useRichText(boardSection(useMeeting().board, section)))
}
