import type { MeetingRecords } from '@second-story/store'
import type { UpdateLog } from '@second-story/sync'
import type { Logger } from 'pino'
import type { Settings } from '../settings.ts'
import { describeError } from './logging.ts'

const minuteMs = 60_000
const dayMs = 24 * 60 * minuteMs

export interface ForgetOldOptions {
  readonly store: { readonly log: Pick<UpdateLog, 'forget'>; readonly records: Pick<MeetingRecords, 'purge'> }
  readonly settings: Pick<Settings, 'historyDays' | 'auditDays'>
  readonly log: Pick<Logger, 'info' | 'error'>
  readonly now: () => Date
}

/**
 * Lets go of what is older than its time: moments of documents, the audit, expired sessions. A minute after the start, when people have
 * come back, and then once a day. What fails is tried again the next day. Returns the way to stop, which waits for what is under way.
 */
export function forgetOld({ store, settings, log, now }: ForgetOldOptions): () => Promise<void> {
  const before = (days: number) => new Date(now().getTime() - days * dayMs).toISOString()
  let isStopped = false
  let underWay = Promise.resolve()
  let timer = later(minuteMs)

  async function forget(): Promise<void> {
    const startedAt = performance.now()
    try {
      await store.log.forget(before(settings.historyDays))
      if (!isStopped) await store.records.purge(before(settings.auditDays))
      log.info({ ms: Math.round(performance.now() - startedAt) }, 'forgot what is older than its time')
    } catch (error) {
      log.error(describeError(error), 'could not forget what is older than its time')
    }
    if (!isStopped) timer = later(dayMs)
  }

  function later(ms: number): NodeJS.Timeout {
    return setTimeout(() => {
      underWay = forget()
    }, ms).unref()
  }

  return () => {
    isStopped = true
    clearTimeout(timer)
    return underWay
  }
}
