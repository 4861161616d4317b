import { type SubmitEvent, useState } from 'react'
import { useMeeting } from '../../connection/useMeeting.ts'
import { Button } from '../../design/Button.tsx'
import { TextField } from '../../design/Field.tsx'
import { historyApi } from './historyApi.ts'
import { problemText } from './problemText.ts'
import styles from './VersionList.module.css'

/** Gives the board as it is a name to find it by. */
export function SaveVersion({ onSaved }: { onSaved: () => void }) {
  const { id } = useMeeting()
  const [name, setName] = useState('')
  const [isSaving, setSaving] = useState(false)
  const [said, say] = useState('')
  const [error, setError] = useState<string | null>(null)

  async function save(event: SubmitEvent) {
    event.preventDefault()
    const given = name.trim()
    if (isSaving) return
    say('')
    if (given === '') {
      setError('Give it a name to find it by.')
      return
    }
    setError(null)
    setSaving(true)
    try {
      await historyApi.save(id, given)
      setName('')
      say(`Saved: ${given}.`)
      onSaved()
    } catch (failure) {
      setError(problemText(failure))
    } finally {
      setSaving(false)
    }
  }

  return (
    <form className={styles['save']} onSubmit={(event) => void save(event)} noValidate>
      <TextField
        label="Save how it is now, as"
        maxLength={80}
        value={name}
        error={error}
        onChange={(event) => setName(event.target.value)}
      />
      <Button type="submit" aria-disabled={isSaving}>
        {isSaving ? 'Saving…' : 'Save a version'}
      </Button>
      <p role="status" className={styles['said']}>
        {said}
      </p>
    </form>
  )
}
