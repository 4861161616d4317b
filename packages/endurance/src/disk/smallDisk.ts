import { execFile } from 'node:child_process'
import { appendFile, mkdtemp, rm, rmdir } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'

/** A file system of its own in memory, so small that it can be filled. */
export interface SmallDisk {
  readonly path: string
  /** Until nothing fits any more. */
  fill(): Promise<void>
  /** Takes away what filled it. */
  free(): Promise<void>
  close(): Promise<void>
}

/** Mounting takes root; says so where that is not to be had. */
export async function openSmallDisk(bytes: number): Promise<SmallDisk | { readonly skipped: string }> {
  const path = await mkdtemp(join(tmpdir(), 'second-story-small-disk-'))
  try {
    await promisify(execFile)('mount', ['-t', 'tmpfs', '-o', `size=${bytes},mode=0700`, 'tmpfs', path])
  } catch {
    await rmdir(path)
    return { skipped: 'a small disk can be mounted by root alone' }
  }
  const unmount = () => promisify(execFile)('umount', ['--lazy', path])
  const filler = join(path, 'filler')
  return {
    path,
    async fill() {
      for (let size = 64 * 1024; size >= 1; size = Math.floor(size / 2)) {
        while (await fits(filler, size));
      }
    },
    free: () => rm(filler, { force: true }),
    async close() {
      await unmount()
      await rmdir(path)
    },
  }
}

async function fits(path: string, bytes: number): Promise<boolean> {
  try {
    await appendFile(path, Buffer.alloc(bytes, 1))
    return true
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOSPC') return false
    throw error
  }
}
