import type { QueryConfig } from 'pg'
import { packResults } from '@ntm/shared/analysis/result-masks'
import { canEdit as isEditable } from '@ntm/shared/assessments/status'
import type { AssessmentPatch } from '@ntm/shared/assessments/wire'
import { yearOf } from '@ntm/shared/periods/period'
import type { ProblemError } from '@ntm/shared/problems/wire'
import type { AuditEvent } from '../../db/audit-log.js'
import type { Database } from '../../db/client.js'
import { AppError, conflict, unprocessable } from '../../errors.js'
import type { Catalogue } from '../criteria/queries.js'
import { describeValues, stoodBefore } from './describe-values.js'
import type { FoundSheet, StoredValue } from './find-sheet.js'
import { judgeCriteria } from './judge-sheet.js'
import { explainLock } from './locks.js'
import { overlay } from './measure-index.js'
import { isSaid, isStored, mergeCriteria, mergeValue, mergeWords, refuseRepeated } from './merge-patch.js'
import type { SheetAct } from './sheet-door.js'
import {
  runStatements,
  updateSheet,
  writeCriteria,
  writeValues,
  type CriterionWords,
  type SheetChange,
} from './write-sheet-rows.js'
import { beginSheet } from './write-sheet.js'

export interface Writing {
  accountId: number
  displayName: string
  at: Date
  today: string
}

/** @throws AppError 409 with the reason when the sheet takes no edits now. */
export function requireEditable(sheet: FoundSheet, today: string): void {
  const lock = explainLock(sheet, today)
  if (lock) throw conflict(lock.code === 'under_review' ? 'wrong_status' : 'sheet_locked', `${lock.by}. ${lock.next}`)
  if (!isEditable(sheet.status)) throw conflict('wrong_status')
}

/** What a patch makes of a sheet, before it is written. */
export interface Filling {
  /** The sheet with what the patch says; its version is the one before. */
  sheet: FoundSheet
  /** Those that it names, judged by the thresholds of the day. */
  values: readonly StoredValue[]
  writesOf: (sheetId: number) => QueryConfig[]
  /** What is to be written into the sheet's own row. */
  change: SheetChange
  event: AuditEvent
}

/**
 * What comes of the values and words that a patch names, judged anew; undefined where it names nothing.
 *
 * @throws AppError 422 naming every value that breaks a rule.
 */
export function fillSheet(
  sheet: FoundSheet,
  set: Catalogue,
  patch: AssessmentPatch,
  writing: Writing,
): Filling | undefined {
  const faults: ProblemError[] = []
  const named = {
    values: (patch.values ?? []).flatMap((value, index) => mergeValue(sheet, set, value, index, faults)),
    words: (patch.criteria ?? []).flatMap((criterion, index) => mergeWords(sheet, set, criterion, index, faults)),
  }
  refuseRepeated(patch.values?.map(({ measure }) => measure) ?? [], 'values', faults)
  refuseRepeated(patch.criteria?.map(({ number }) => number) ?? [], 'criteria', faults)
  if (faults.length > 0) throw unprocessable('invalid_values', faults)
  const { values, words } = leaveOutSaid(sheet, named)
  if (sheet.sheetId !== null && values.length === 0 && words.length === 0) return undefined

  const after = overlay(sheet.values, values)
  const masks = packResults(judgeCriteria(set, after))
  const authorIds = [...sheet.authorIds.filter((id) => id !== writing.accountId), writing.accountId]
  const criteria = mergeCriteria(sheet.criteria, words)
  const told = describeValues(set, stoodBefore(sheet.values, values), values)
  const { period } = sheet
  return {
    sheet: { ...sheet, ...masks, values: after, criteria, authorIds, author: writing.displayName },
    values,
    writesOf: (sheetId) => [
      ...writeValues({ year: yearOf(period), sheetId }, values, sheet.values),
      ...writeCriteria(sheetId, words),
    ],
    change: {
      ...masks,
      answered: after.filter(({ result }) => result !== 'missing').length,
      authorIds,
      updatedAt: writing.at,
    },
    event: {
      action: 'assessment.changed',
      subject: { kind: 'assessment', key: `${sheet.unit.uid}/${period}/${sheet.revision}` },
      old: { values: told.old, criteria: stoodBefore(sheet.criteria, words) },
      new: { values: told.new, criteria: words },
    },
  }
}

/**
 * Of what a patch names only what is new is written and told. Where all of it stands already it is said once more, for
 * of those who save on one version one is taken, whatever each of them says.
 */
function leaveOutSaid(sheet: FoundSheet, named: { values: StoredValue[]; words: CriterionWords[] }) {
  const values = named.values.filter((value) => !isStored(sheet, value))
  const words = named.words.filter((said) => !isSaid(sheet, said))
  return values.length + words.length > 0 ? { values, words } : named
}

/**
 * The values and words that a patch names, with the statements that write them; begins a sheet that nobody has begun.
 *
 * @throws AppError 422 naming every value that breaks a rule, 412 when somebody else was faster.
 */
export async function changeValues(
  tx: Database,
  sheet: FoundSheet,
  set: Catalogue,
  patch: AssessmentPatch,
  writing: Writing,
): Promise<SheetAct> {
  const filling = fillSheet(sheet, set, patch, writing)
  if (!filling) return { event: [], changed: sheet }
  const { period, unitId } = sheet
  const sheetId = sheet.sheetId ?? (await beginSheet(tx, { unitId, period, setId: set.id, at: writing.at }))
  if (sheetId === undefined) throw new AppError('stale_version', 412)

  const { event, change } = filling
  const writes = [...filling.writesOf(sheetId), updateSheet(sheetId, sheet.version, change)]
  if (sheet.sheetId !== null) {
    return { event, writes, changed: { ...filling.sheet, version: sheet.version + 1 } }
  }
  // What else a sheet begins with is for the database to say.
  await runStatements(tx, writes)
  return { event }
}
