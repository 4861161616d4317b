import { FileInput } from 'lucide-react'
import { Button } from '../design/Button.tsx'
import { loadImport, openImport } from './openImport.ts'

/** The way from what exists already (a chat, an export, notes) into the timeline. */
export function ImportButton() {
  return (
    <Button onPointerEnter={() => void loadImport().catch(() => undefined)} onClick={() => void openImport()}>
      <FileInput aria-hidden size={16} />
      Import a chat, an export or notes…
    </Button>
  )
}
