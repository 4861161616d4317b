import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import type { Random } from '../random.ts'
import { cutPower, type PowerCut } from './powerCut.ts'

/** The shim of failingDisk.c around a server: what has to be in its environment, and the switches. */
export interface FailingDisk {
  readonly environment: Readonly<Record<string, string>>
  /** From now on; nothing fails with an empty list. */
  fail(what: readonly ('fsync' | 'write')[]): Promise<void>
  /** For a dead server: takes from its files what a disk without power may have lost, and begins anew. */
  cutPower(random: Random): Promise<PowerCut>
  /** For a dead server whose files are of no more interest. */
  forget(): Promise<void>
  close(): Promise<void>
}

/** Compiles the shim, in half a second. Says why not where this machine can't. */
export async function openFailingDisk(): Promise<FailingDisk | { readonly skipped: string }> {
  if (process.platform !== 'linux') return { skipped: 'the failing disk is written for Linux' }
  const folder = await mkdtemp(join(tmpdir(), 'second-story-failing-disk-'))
  const [library, control, journal] = ['failingDisk.so', 'control', 'journal'].map((name) => join(folder, name)) as [
    string,
    string,
    string,
  ]
  const source = fileURLToPath(new URL('failingDisk.c', import.meta.url))
  const close = () => rm(folder, { recursive: true, force: true })
  const forget = () => rm(journal, { force: true })
  try {
    await promisify(execFile)('cc', ['-shared', '-fPIC', '-O1', '-o', library, source, '-lpthread'])
  } catch (error) {
    await close()
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return { skipped: 'there is no C compiler (cc)' }
    throw error
  }
  await writeFile(control, Buffer.of(0))
  return {
    environment: { LD_PRELOAD: library, FAILING_DISK_CONTROL: control, FAILING_DISK_JOURNAL: journal },
    // Written in place: the server has the file mapped.
    fail: (what) =>
      writeFile(control, Buffer.of((what.includes('fsync') ? 1 : 0) | (what.includes('write') ? 2 : 0)), { flag: 'r+' }),
    async cutPower(random) {
      const cut = await cutPower(journal, random)
      await forget()
      return cut
    },
    forget,
    close,
  }
}
