import { meetingApi } from '../../connection/meetingApi.ts'
import { useAgenda, useIsFacilitator, useMeeting, useParkedCount } from '../../connection/useMeeting.ts'
import { announce } from '../../design/announce.tsx'
import { Button } from '../../design/Button.tsx'
import { useCommand } from '../useCommand.ts'
import styles from './RecommendationsPhase.module.css'

/** How many ideas wait, and for the facilitator the one button that opens them all. */
export function OpenParking() {
  const meeting = useMeeting()
  const { ideas, people } = useParkedCount()
  const { revealWithoutNames } = useAgenda()
  const isFacilitator = useIsFacilitator()
  const { isRunning, run } = useCommand()

  const open = () =>
    run(async () => {
      const { revealed } = await meetingApi.reveal(meeting.id)
      announce(revealed === 1 ? 'The parking is open: 1 idea.' : `The parking is open: ${revealed} ideas.`)
    })

  return (
    <section className={styles['parking']} aria-labelledby="parking">
      <h2 className={styles['subtitle']} id="parking">
        The parking
      </h2>
      <p className={styles['count']}>
        <strong>{ideas === 1 ? '1 idea' : `${ideas} ideas`}</strong> parked by {people === 1 ? '1 person' : `${people} people`}.{' '}
        {revealWithoutNames ? 'They are opened without names.' : 'Each is opened with its author’s name.'}
      </p>
      {isFacilitator ? (
        <>
          <Button look="primary" size="large" disabled={isRunning} onClick={() => void open()}>
            Open the parking
          </Button>
          <p className={styles['hint']}>
            Give everybody a minute to look theirs over first. All ideas appear together, for everyone; it can’t be closed again.
          </p>
        </>
      ) : (
        <p className={styles['hint']}>
          The facilitator opens all of them at once. Until then nobody, the facilitator included, sees any but their own.
        </p>
      )}
    </section>
  )
}
