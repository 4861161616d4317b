import { type SourceFile, unpack } from '@second-story/formats'
import type { NamedBlob } from './importMessages.ts'

/** What stands in files and in zips of them, whichever way their letters are encoded. What can't be read is an error that names it. */
export async function filesOf(blobs: readonly NamedBlob[], progress: (share: number) => void): Promise<SourceFile[]> {
  const files: SourceFile[] = []
  for (const [index, { name, blob }] of blobs.entries()) {
    const given = { name, bytes: await bytesOf(name, blob) }
    for (const file of unpack(given) ?? [given]) files.push({ name: file.name, text: textOf(file.bytes) })
    progress((index + 1) / blobs.length)
  }
  return files
}

async function bytesOf(name: string, blob: Blob): Promise<Uint8Array> {
  try {
    return new Uint8Array(await blob.arrayBuffer())
  } catch (cause) {
    // Moved, deleted or changed since it was chosen.
    throw new Error(`${name} can’t be read any more. Choose it again.`, { cause })
  }
}

/** UTF-8, or UTF-16 where a byte order mark or the zeros beside plain letters say so. */
function textOf(bytes: Uint8Array): string {
  const [first, second] = bytes
  const isLittle = (first === 0xff && second === 0xfe) || (first !== 0 && second === 0)
  const isBig = (first === 0xfe && second === 0xff) || (first === 0 && second !== 0)
  return new TextDecoder(isLittle ? 'utf-16le' : isBig ? 'utf-16be' : 'utf-8').decode(bytes)
}
