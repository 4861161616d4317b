import { unzipSync } from 'fflate'

export interface PackedFile {
  readonly name: string
  readonly bytes: Uint8Array
}

/** More than any channel's export; a small file may claim to hold more than the machine does. */
const mostBytes = 512 * 2 ** 20
const readable = /\.(?:json|ndjson|jsonl|txt|csv|tsv|md|log)$/i

/**
 * The readable files in a zip, in the order of their names: a Slack export comes as one. Null for bytes that are no zip. Throws an error that
 * says so where it is damaged or holds too much.
 */
export function unpack({ name, bytes }: PackedFile): PackedFile[] | null {
  if (!(bytes[0] === 0x50 && bytes[1] === 0x4b && (bytes[2] === 3 || bytes[2] === 5))) return null
  let size = 0
  let files: Record<string, Uint8Array>
  try {
    files = unzipSync(bytes, {
      filter(file) {
        if (!readable.test(file.name)) return false
        size += file.originalSize
        return size <= mostBytes
      },
    })
  } catch (cause) {
    throw new Error(`${name} is a damaged zip file. Unpack it, and choose the files in it.`, { cause })
  }
  if (size > mostBytes) throw new Error(`${name} holds more than 512 MB. Unpack it, and choose the days of the incident.`)
  return Object.entries(files)
    .map(([path, inner]) => ({ name: path, bytes: inner }))
    .sort((one, other) => (one.name < other.name ? -1 : 1))
}
