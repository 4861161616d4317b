import type { SqlDatabase } from './driver.ts'
import { inTransaction } from './transaction.ts'

export interface RecordsPurge {
  /** Deletes some of what `purge` should. Null when nothing is left to do, otherwise what to ask next: the session looked at last. */
  purgeSome(auditBefore: string, from: number | null): number | null
}

const lookedAtOnce = 500

export function recordsPurge(db: SqlDatabase, { now }: { now: () => number }): RecordsPurge {
  // As numbers: ISO strings of different precision ("…05Z", "…05.1Z") do not sort by time. Entries were added in about the order of time.
  const forgetAudit = db.prepare(
    `DELETE FROM audit WHERE number IN (SELECT number FROM audit ORDER BY number LIMIT ${lookedAtOnce})
     AND julianday(at) < julianday(?)`,
  )
  const lastLookedAt = db.prepare(
    `SELECT max(rowid) AS last FROM (SELECT rowid FROM session WHERE rowid > ? ORDER BY rowid LIMIT ${lookedAtOnce})`,
  )
  const forgetSessions = db.prepare(
    `DELETE FROM session WHERE rowid > ? AND rowid <= ? AND julianday(expires_at) <= julianday(?)
     AND NOT EXISTS (SELECT 1 FROM participant WHERE participant.session = session.hash)`,
  )

  return {
    purgeSome(auditBefore, from) {
      return inTransaction(db, () => {
        const hasMoreAudit = Number(forgetAudit.run(auditBefore).changes) === lookedAtOnce
        const { last } = lastLookedAt.get(from ?? 0) as { last: number | null }
        if (last !== null) forgetSessions.run(from ?? 0, last, new Date(now()).toISOString())
        if (last !== null || hasMoreAudit) return last ?? from ?? 0
        return null
      })
    },
  }
}
