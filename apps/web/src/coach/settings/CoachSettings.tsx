import { trapLabels } from '@second-story/coach'
import { useId } from 'react'
import { send } from '../../connection/meetingApi.ts'
import { useAgenda, useIsFacilitator, useMeeting } from '../../connection/useMeeting.ts'
import { Dialog } from '../../design/Dialog.tsx'
import { setRoomView } from '../../room/roomView.ts'
import { useCommand } from '../../room/useCommand.ts'
import { isCoachWanted, setCoachInMeeting, setCoachOn, setTrap, useCoachSettings } from '../coachSettings.ts'
import { trapNames } from '../trapNames.ts'
import styles from './CoachSettings.module.css'
import { OwnWordsList } from './OwnWordsList.tsx'
import { Switch } from './Switch.tsx'
import { trapDefinitions } from './trapDefinitions.ts'

/** What the coach does, for whom it does it, and about what it speaks. */
export function CoachSettings() {
  const meeting = useMeeting()
  const settings = useCoachSettings()
  const { isCoachOff } = useAgenda()
  const isFacilitator = useIsFacilitator()
  const traps = useId()
  return (
    <Dialog title="The coach" onClose={() => setRoomView({ coach: null })}>
      <p className={styles['intro']}>
        While you write, the coach underlines words that look back from the outcome, and asks a better question; only you see it.
        It never writes for you, never scores anybody, and nothing of it leaves this browser.
      </p>
      {isCoachOff && !isFacilitator ? (
        <p className={styles['off']} role="note">
          The facilitator has switched the coach off in this meeting, for everybody.
        </p>
      ) : null}
      <div className={styles['switches']}>
        <Switch label="For me, in all meetings" hint="Kept on this device." isOn={settings.isOn} onChange={setCoachOn} />
        <Switch
          label="For me, in this meeting"
          isOn={isCoachWanted(settings, meeting.id)}
          isDisabled={!settings.isOn}
          onChange={(isOn) => setCoachInMeeting(meeting.id, isOn)}
        />
        {isFacilitator ? <ForEverybody isOn={!isCoachOff} /> : null}
      </div>
      <section className={styles['section']} aria-labelledby={traps}>
        <h3 className={styles['title']} id={traps}>
          What it asks about
        </h3>
        <div className={styles['switches']} role="group" aria-labelledby={traps}>
          {trapLabels.map((trap) => (
            <Switch
              key={trap}
              label={trapNames[trap].name}
              hint={trapDefinitions[trap]}
              isOn={!settings.offTraps.includes(trap)}
              onChange={(isOn) => setTrap(trap, isOn)}
            />
          ))}
        </div>
      </section>
      <OwnWordsList />
    </Dialog>
  )
}

/** The facilitator’s: a command, as it is about everybody’s screen. */
function ForEverybody({ isOn }: { isOn: boolean }) {
  const { id } = useMeeting()
  const { isRunning, run } = useCommand()
  return (
    <Switch
      label="For everybody in this meeting"
      hint="Off, it is silent for all, and everybody is told. On, it speaks to those who want it."
      isOn={isOn}
      isDisabled={isRunning}
      onChange={(on) => void run(() => send('PUT', `/api/meetings/${id}/coach`, { on }))}
    />
  )
}
