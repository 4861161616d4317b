import { type AgendaStep, type Criterion, fullAgenda, minutesOf, shortAgenda } from '@second-story/meeting'
import { useEffect, useState } from 'react'
import { SelectField } from '../design/Field.tsx'
import { agendasApi, type SavedAgenda } from './agendasApi.ts'

interface AgendaChoiceProps {
  criterion: Criterion | undefined
  onChoose: (steps: readonly AgendaStep[] | undefined) => void
}

/** Which agenda a new meeting begins with: for a near miss the short one is proposed, until somebody chooses. */
export function AgendaChoice({ criterion, onChoose }: AgendaChoiceProps) {
  const [saved, setSaved] = useState<readonly SavedAgenda[]>([])
  const [chosen, setChosen] = useState<string | null>(null)
  const value = chosen ?? (criterion === 'near-miss' ? short : full)
  useEffect(() => {
    let isGone = false
    // Without them the two that are always there are left.
    agendasApi.list().then(
      (agendas) => isGone || setSaved(agendas),
      () => undefined,
    )
    return () => {
      isGone = true
    }
  }, [])
  useEffect(() => {
    if (value === full) onChoose(undefined)
    else if (value === short) onChoose(shortAgenda)
    else onChoose(saved.find(({ name }) => value === ofName(name))?.steps)
  }, [value, saved, onChoose])
  return (
    <SelectField
      label="Agenda"
      value={value}
      hint="It can be changed at any time, also during the meeting."
      onChange={(event) => setChosen(event.target.value)}
    >
      <option value={full}>The full one, {minutesOf(fullAgenda)} minutes</option>
      <option value={short}>For a small incident or a near miss, {minutesOf(shortAgenda)} minutes</option>
      {saved.map(({ name, steps }) => (
        <option key={name} value={ofName(name)}>
          {name}, {minutesOf(steps)} minutes
        </option>
      ))}
    </SelectField>
  )
}

const full = 'full'
const short = 'short'
const ofName = (name: string) => `saved:${name}`
