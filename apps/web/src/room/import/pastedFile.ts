import type { NamedBlob } from './importMessages.ts'

/** Text that came without a file. */
export function pastedFile(text: string): NamedBlob {
  return { name: 'Pasted text', blob: new Blob([text]) }
}
