import type { QueryConfig } from 'pg'
import { packResults, unpackResults } from '@ntm/shared/analysis/result-masks'
import { findSubmissionFaults } from '@ntm/shared/assessments/check-submission'
import { findMove, type AssessmentAction } from '@ntm/shared/assessments/status'
import type { TransitionRequest } from '@ntm/shared/assessments/wire'
import { yearOf } from '@ntm/shared/periods/period'
import type { ProblemError } from '@ntm/shared/problems/wire'
import type { AuditEvent } from '../../db/audit-log.js'
import type { Database } from '../../db/client.js'
import { conflict, unprocessable } from '../../errors.js'
import type { Catalogue } from '../criteria/queries.js'
import { touchPeriod } from '../periods/queries.js'
import type { Filling, Writing } from './change-values.js'
import type { FoundSheet, StoredValue } from './find-sheet.js'
import { judgeCriteria, toAnswer, toStored } from './judge-sheet.js'
import { packWords } from './compare-words.js'
import { explainLock } from './locks.js'
import { indexMeasures, indexValues } from './measure-index.js'
import { explanationMissing, measureMissing } from './messages.js'
import { addReturns, addSubmission, receiptOf } from './record-moves.js'
import { listChangedIndicators, outdateVerifications } from './write-verdicts.js'
import { findVillageFaults } from './village-faults.js'
import { readOverrules, readReturns } from './read-review.js'
import type { SheetAct } from './sheet-door.js'
import { takeBackResult, writeMonthlyResult } from './write-results.js'
import { runStatements, updateSheet, writeValues, type SheetChange } from './write-sheet-rows.js'
import { writeOverrules } from './write-sheet.js'

/** One sheet about to move, with everything that the move needs. */
export interface Moving {
  sheet: FoundSheet & { sheetId: number }
  set: Catalogue
  request: TransitionRequest
  writing: Writing
  /** Of a submission: what it brought along and is still to be written. */
  filling?: Filling | undefined
}

/** @throws AppError 409 when the status does not allow the action, or the lock day has passed. */
export function requireMove(sheet: FoundSheet, action: AssessmentAction, today: string): Moving['sheet'] {
  const { sheetId } = sheet
  if (!findMove(sheet.status, action) || sheetId === null) throw conflict('wrong_status')
  const lock = explainLock(sheet, today)
  if (lock && lock.code !== 'under_review' && (action === 'submit' || action === 'withdraw')) {
    throw conflict('sheet_locked', `${lock.by}. ${lock.next}`)
  }
  return { ...sheet, sheetId }
}

export async function moveSheet(tx: Database, action: SheetMove, moving: Moving): Promise<SheetAct> {
  const act = await MOVERS[action](tx, moving)
  // What is remembered of a consolidated month counts its sheets by status.
  if (moving.sheet.consolidatedAt !== null) await touchPeriod(tx, moving.sheet.period)
  return act
}

/** Every move but re-opening, which makes another revision. */
export type SheetMove = Exclude<AssessmentAction, 'reopen'>
type Mover = (tx: Database, moving: Moving) => Promise<SheetAct>

const MOVERS: Readonly<Record<SheetMove, Mover>> = {
  submit: submitSheet,
  withdraw: withdrawSheet,
  return: returnSheet,
  approve: approveSheet,
}

/** Judges the sheet once more by the thresholds of the day, pins them, and hands it to the reviewer. */
async function submitSheet(tx: Database, moving: Moving): Promise<SheetAct> {
  const { sheet, set, writing, filling } = moving
  const place = { uid: sheet.unit.uid, year: yearOf(sheet.period) }
  const stored = indexValues(sheet.values)
  const fresh = new Set(filling?.values)
  const judged = set.measures.flatMap((measure): StoredValue[] => {
    const value = stored.get(measure.id)
    if (!value || fresh.has(value)) return value ? [value] : []
    return [toStored(set, measure, place, toAnswer(measure.kind, value), value.note)]
  })
  const criteria = judgeCriteria(set, judged)
  refuseIncomplete(sheet, set, { values: judged, criteria }, await findVillageFaults(tx, sheet, set))

  const rejudged = judged.filter((value) => stored.get(value.measureId)?.thresholdId !== value.thresholdId)
  const outdated = await listChangedIndicators(tx, sheet, set, judged)
  const masks = packResults(criteria)
  const number = sheet.submissions + 1
  const receipt = receiptOf({ ...sheet, unit: sheet.unit.code }, number)
  const moved = {
    ...masks,
    status: 'submitted' as const,
    submissions: number,
    receipt,
    firstSubmittedAt: sheet.firstSubmittedAt ?? writing.at,
    submittedAt: writing.at,
    authorIds: [...sheet.authorIds.filter((id) => id !== writing.accountId), writing.accountId],
  }
  const { sheetId } = sheet
  const writes = [
    // In this order: values take no change once the sheet is submitted.
    ...(filling?.writesOf(sheetId) ?? []),
    ...writeValues({ year: place.year, sheetId }, rejudged, sheet.values),
    applyMove(moving, { ...filling?.change, ...moved }),
    ...outdateVerifications(sheetId, outdated),
    addSubmission({
      sheetId,
      number,
      receipt,
      writing,
      masks,
      answers: packAnswers(set, judged),
      words: packWords(set, judged, sheet.criteria),
    }),
    writeMonthlyResult({ ...resultPlace(moving), basis: 'reported', ...masks }),
  ]
  const event = { ...eventOf(moving, 'assessment.submitted'), new: { status: 'submitted', receipt, ...masks } }
  const verifications = sheet.verifications.map((each) =>
    each.period === sheet.period && outdated.includes(each.indicator) ? { ...each, isOutdated: true } : each,
  )
  const known = { version: sheet.version + 1, author: writing.displayName, values: judged, returned: [], verifications }
  return { event, writes, changed: { ...sheet, ...moved, ...known } }
}

async function withdrawSheet(_tx: Database, moving: Moving): Promise<SheetAct> {
  const { sheet, request } = moving
  const status = 'draft'
  const writes = [applyMove(moving, { status }), takeBackResult(sheet.period, 'reported', sheet.unitId)]
  const event = { ...eventOf(moving, 'assessment.withdrawn'), new: { status }, reason: request.reason }
  return { event, writes, changed: { ...sheet, status, version: sheet.version + 1 } }
}

async function returnSheet(tx: Database, moving: Moving): Promise<SheetAct> {
  const { sheet, set, request, writing } = moving
  const returns = readReturns(set, request)
  await addReturns(tx, sheet.sheetId, sheet.submissions, returns)
  await runStatements(tx, [
    takeBackResult(sheet.period, 'approved', sheet.unitId),
    applyMove(moving, { status: 'returned', ...review('return', request, writing) }),
  ])
  const event = eventOf(moving, 'assessment.returned')
  return { event: { ...event, new: { status: 'returned', returned: returns }, reason: request.reason } }
}

async function approveSheet(tx: Database, moving: Moving): Promise<SheetAct> {
  const { sheet, set, request, writing } = moving
  const reported = unpackResults(sheet, set.criteria.length)
  const overrules = readOverrules(set, reported, request)
  const overruled = new Map(overrules.map(({ number, result }) => [number, result]))
  const approved = set.criteria.map(({ number }, index) => overruled.get(number) ?? reported[index] ?? 'incomplete')

  await writeOverrules(tx, sheet.sheetId, writing.accountId, overrules)
  await runStatements(tx, [
    writeMonthlyResult({ ...resultPlace(moving), basis: 'approved', ...packResults(approved) }),
    applyMove(moving, { status: 'approved', ...review('approve', request, writing) }),
  ])
  const event = eventOf(moving, 'assessment.approved')
  return { event: { ...event, new: { status: 'approved', overrules }, reason: request.reason } }
}

function refuseIncomplete(
  sheet: FoundSheet,
  set: Catalogue,
  { values, criteria }: { values: readonly StoredValue[]; criteria: ReturnType<typeof judgeCriteria> },
  villageFaults: readonly ProblemError[],
): void {
  const results = new Map(values.map(({ measureId, result }) => [measureId, result]))
  const faults = findSubmissionFaults({
    measures: set.measures.map(({ id, key, criterion }) => ({ key, criterion, result: results.get(id) ?? 'missing' })),
    criteria: set.criteria.map(({ number }, index) => ({
      number,
      result: criteria[index] ?? 'incomplete',
      explanation: sheet.criteria.find((said) => said.number === number)?.explanation ?? null,
    })),
    lastMonth: sheet.lastMonth && unpackResults(sheet.lastMonth, set.criteria.length),
  })
  if (faults.length === 0 && villageFaults.length === 0) return
  const errors = faults.map((fault): ProblemError => {
    if (fault.code === 'measure_missing') {
      return { pointer: `/values/${fault.measure}`, code: fault.code, message: measureMissing(fault.measure) }
    }
    const pointer = `/criteria/${fault.criterion}/explanation`
    return { pointer, code: fault.code, message: explanationMissing(fault.criterion) }
  })
  throw unprocessable('submission_incomplete', [...errors, ...villageFaults])
}

function applyMove({ sheet, writing }: Moving, change: SheetChange): QueryConfig {
  return updateSheet(sheet.sheetId, sheet.version, { ...change, updatedAt: writing.at })
}

function review(action: 'return' | 'approve', request: TransitionRequest, writing: Writing): SheetChange {
  return {
    reviewAction: action,
    reviewReason: request.reason?.normalize('NFC').trim() || null,
    reviewedAt: writing.at,
    reviewedBy: writing.accountId,
  }
}

function resultPlace({ sheet, set }: Moving) {
  return { period: sheet.period, unitId: sheet.unitId, revision: sheet.revision, setId: set.id }
}

function eventOf({ sheet }: Moving, action: string): AuditEvent {
  const key = `${sheet.unit.uid}/${sheet.period}/${sheet.revision}`
  return { action, subject: { kind: 'assessment', key }, old: { status: sheet.status } }
}

/** Compact copy of what was submitted: by measure, [value, numerator, denominator, not applicable, result]. */
function packAnswers(set: Catalogue, values: readonly StoredValue[]): Record<string, unknown[]> {
  const { keys } = indexMeasures(set)
  const answers: Record<string, unknown[]> = {}
  for (const { measureId, value, numerator, denominator, notApplicable, result } of values) {
    const key = keys.get(measureId)
    if (key !== undefined) answers[key] = [value, numerator, denominator, notApplicable, result]
  }
  return answers
}
