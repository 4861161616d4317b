import { type ReactNode, useRef } from 'react'
import { Button } from '../../design/Button.tsx'
import type { NamedBlob } from './importMessages.ts'

interface FileButtonProps {
  onFiles: (files: readonly NamedBlob[]) => void
  size?: 'normal' | 'large'
  children: ReactNode
}

/** Opens the system’s own chooser, for several files at once. */
export function FileButton({ onFiles, size = 'normal', children }: FileButtonProps) {
  const input = useRef<HTMLInputElement>(null)
  return (
    <>
      <Button size={size} onClick={() => input.current?.click()}>
        {children}
      </Button>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        onChange={(event) => {
          const files = [...(event.target.files ?? [])].map((file) => ({ name: file.name, blob: file }))
          // The same file chosen again counts again.
          event.target.value = ''
          if (files.length > 0) onFiles(files)
        }}
      />
    </>
  )
}
