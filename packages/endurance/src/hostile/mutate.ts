import * as decoding from 'lib0/decoding'
import type { Random } from '../random.ts'
import { updateOf } from './frames.ts'

/**
 * A frame with a few things wrong: bits, bytes, lengths, parts of another. An update's frame mostly stays one around whatever became of the
 * update: else nearly all would fail at their length.
 */
export function mutate(frame: Uint8Array, other: Uint8Array, random: Random): Uint8Array {
  const update = random.below(8) === 0 ? null : updateIn(frame)
  if (update !== null) return updateOf(changed(update, updateIn(other) ?? other, random))
  return changed(frame, other, random)
}

function updateIn(frame: Uint8Array): Uint8Array | null {
  if (frame[0] !== 0 || frame[1] === 0) return null
  try {
    return decoding.readVarUint8Array(decoding.createDecoder(frame.subarray(2)))
  } catch {
    return null
  }
}

function changed(frame: Uint8Array, other: Uint8Array, random: Random): Uint8Array {
  let bytes = [...frame]
  for (let count = 1 + random.below(4); count > 0; count--) bytes = change(bytes, other, random)
  return Uint8Array.from(bytes.slice(0, mostBytes))
}

const mostBytes = 20_000
const telling = [0, 1, 2, 0x7f, 0x80, 0xff, 0x40, 0x20, 0x10]

function change(bytes: number[], other: Uint8Array, random: Random): number[] {
  const at = random.below(bytes.length + 1)
  // Of a whole document there would be more than a call takes arguments.
  const part = () => other.subarray(random.below(other.length), random.below(other.length) + 1).subarray(0, mostBytes)
  switch (random.below(7)) {
    case 0:
      return bytes.toSpliced(at, 1, (bytes[at] ?? 0) ^ (1 << random.below(8)))
    case 1:
      return bytes.toSpliced(at, 1, random.below(256))
    case 2:
      return bytes.toSpliced(at, 1, random.pick(telling))
    case 3:
      return bytes.toSpliced(at, random.below(4))
    case 4:
      return bytes.toSpliced(at, 0, ...part())
    case 5:
      return bytes.toSpliced(at, 0, ...bytes.slice(at, at + random.below(12)))
    default:
      // A larger or smaller number: lengths, clocks and ids are varints.
      return bytes.toSpliced(at, 1, (bytes[at] ?? 0) + random.pick([-1, 1, 2, 16]) + 256)
  }
}
