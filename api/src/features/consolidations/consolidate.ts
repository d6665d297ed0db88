import { firstDayOf } from '@ntm/shared/periods/period'
import type { AuditEvent } from '../../db/audit-log.js'
import type { Database } from '../../db/client.js'
import { conflict } from '../../errors.js'
import type { Catalogue } from '../criteria/queries.js'
import { claimPeriod } from '../periods/queries.js'
import { judgeCandidate } from './judge-candidates.js'
import { isGap } from './present.js'
import { listCandidates, lockSheets } from './queries.js'
import { addConsolidation, addGaps, addRecords, type NewRecord, type NewRun } from './write-records.js'

/**
 * Makes every approved sheet of a month that is not yet one the number of record; corrections take the place of what
 * they correct, which stays readable. Communes without one are written down as such.
 *
 * @throws AppError 409 before the month has begun, and when no sheet is approved.
 */
export async function consolidate(
  tx: Database,
  { today, ...run }: NewRun & { today: string },
  sets: readonly Catalogue[],
): Promise<{ number: number; events: AuditEvent[] }> {
  const { period, at } = run
  if (today < firstDayOf(period)) throw conflict('period_not_open')
  // Sheets before their month, as every move of a sheet does.
  await lockSheets(tx, period)
  const before = await claimPeriod(tx, period)
  const candidates = await listCandidates(tx, period)
  const records = candidates.flatMap((candidate): NewRecord[] => {
    const set = sets.find(({ id }) => id === candidate.setId)
    const record = set && judgeCandidate(candidate, set)
    return record ? [record] : []
  })
  if (records.length === 0) throw conflict('nothing_to_consolidate')

  const number = await addConsolidation(tx, run)
  const gaps = candidates.filter(isGap)
  await addRecords(tx, { period, number, at }, records)
  await addGaps(tx, { period, number }, gaps)
  const monthly: AuditEvent = {
    action: 'period.consolidated',
    subject: { kind: 'period', key: period },
    old: { consolidatedAt: before.consolidatedAt },
    new: { consolidatedAt: at, number, communes: records.length, gaps: gaps.map(({ unit }) => unit.code) },
    reason: run.note ?? undefined,
  }
  return { number, events: [monthly, ...records.map((record) => eventOf(period, number, record))] }
}

function eventOf(period: string, number: number, { candidate, official, rejected }: NewRecord): AuditEvent {
  return {
    action: 'assessment.consolidated',
    subject: { kind: 'assessment', key: `${candidate.unit.uid}/${period}/${candidate.revision}` },
    old: { status: 'approved' },
    new: { status: 'consolidated', number, ...official, indicators: rejected.map((indicator) => ({ indicator })) },
  }
}
