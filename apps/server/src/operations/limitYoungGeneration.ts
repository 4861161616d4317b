import { setFlagsFromString } from 'node:v8'

/**
 * Keeps the youngest part of the heap near the size that it has now: to be called once the server has started, when that is 8 MiB. V8 would let
 * it grow to four times as much, and then everybody's letters wait ten to twenty milliseconds every other second, while it copies what is in
 * use and what it takes to be; a small one is looked through in two. `--max-semi-space-size` would say it, but only to a process that is not
 * running yet.
 */
export function limitYoungGeneration(): void {
  setFlagsFromString('--semi-space-growth-factor=1')
}
