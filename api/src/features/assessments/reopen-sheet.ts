import { LONGEST_REOPENING } from '@ntm/shared/assessments/lock'
import type { TransitionRequest } from '@ntm/shared/assessments/wire'
import { addDays, yearOf } from '@ntm/shared/periods/period'
import type { ProblemError } from '@ntm/shared/problems/wire'
import type { AuditEvent } from '../../db/audit-log.js'
import type { Database } from '../../db/client.js'
import { AppError, conflict, unprocessable } from '../../errors.js'
import type { Catalogue } from '../criteria/queries.js'
import { touchPeriod } from '../periods/queries.js'
import type { Writing } from './change-values.js'
import type { FoundSheet } from './find-sheet.js'
import { isReopenable } from './locks.js'
import { expiryOutOfRange, expiryRequired, nothingToReopen, reasonTooShort } from './messages.js'
import { SHORTEST_REASON } from './read-review.js'
import { runStatements, updateSheet } from './write-sheet-rows.js'
import { beginRevision, beginSheet } from './write-sheet.js'

export interface Reopening {
  sheet: FoundSheet
  set: Catalogue
  request: TransitionRequest
  writing: Writing
}

/**
 * Opens a sheet again: the number of record for its next revision, which begins with what the record says, and a
 * sheet that was not finished before its month was locked for more time.
 */
export async function reopenSheet(tx: Database, reopening: Reopening): Promise<AuditEvent> {
  const { sheet, set, request, writing } = reopening
  if (!isReopenable(sheet, writing.today)) throw conflict('wrong_status', nothingToReopen)
  const { reason, until } = readReopening(request, writing.today)
  const given = { reopenedUntil: until, reopenedReason: reason, reopenedBy: writing.accountId }

  let revision = sheet.revision
  if (sheet.status === 'consolidated' && sheet.sheetId !== null) {
    revision += 1
    await beginRevision(tx, { sheetId: sheet.sheetId, year: yearOf(sheet.period), at: writing.at, ...given })
  } else {
    const { unitId, period } = sheet
    const sheetId = sheet.sheetId ?? (await beginSheet(tx, { unitId, period, setId: set.id, at: writing.at }))
    if (sheetId === undefined) throw new AppError('stale_version', 412)
    await runStatements(tx, [updateSheet(sheetId, sheet.version, { ...given, updatedAt: writing.at })])
  }
  if (sheet.consolidatedAt !== null) await touchPeriod(tx, sheet.period)
  return {
    action: 'assessment.reopened',
    subject: { kind: 'assessment', key: `${sheet.unit.uid}/${sheet.period}/${revision}` },
    old: { status: sheet.status, revision: sheet.revision },
    new: { status: sheet.status === 'returned' ? 'returned' : 'draft', revision, expiresOn: until },
    reason,
  }
}

/** @throws AppError 422 without a reason, or without a last day that lies ahead. */
function readReopening(request: TransitionRequest, today: string): { reason: string; until: string } {
  const faults: ProblemError[] = []
  const reason = request.reason?.normalize('NFC').trim() ?? ''
  if (reason.length < SHORTEST_REASON) {
    faults.push({ pointer: '/reason', code: 'reason_too_short', message: reasonTooShort })
  }
  const until = request.expiresOn ?? ''
  if (until === '') faults.push({ pointer: '/expiresOn', code: 'required', message: expiryRequired })
  else if (until < today || until > addDays(today, LONGEST_REOPENING)) {
    faults.push({ pointer: '/expiresOn', code: 'out_of_range', message: expiryOutOfRange(LONGEST_REOPENING) })
  }
  if (faults.length > 0) throw unprocessable('reopening_needs_reason', faults)
  return { reason, until }
}
