import { packResults } from '@ntm/shared/analysis/result-masks'
import { canEdit as isEditable } from '@ntm/shared/assessments/status'
import type { AssessmentPatch } from '@ntm/shared/assessments/wire'
import { lastDayOf, yearOf } from '@ntm/shared/periods/period'
import type { ProblemError } from '@ntm/shared/problems/wire'
import type { UnitRef } from '@ntm/shared/units/wire'
import type { Database } from '../../db/client.js'
import { AppError } from '../../errors.js'
import { pickCatalogue, type Catalogue } from '../criteria/queries.js'
import type { Writing } from './change-values.js'
import { describeValues, stoodBefore } from './describe-values.js'
import { indexMeasures, indexValues, overlay } from './measure-index.js'
import { mergeValue } from './merge-patch.js'
import { planChange, type Change, type PlannedChange } from './plan-change.js'
import { findSheetsForFigures, lockSheetsOf, type SheetForFigures } from './find-many.js'
import type { StoredValue } from './find-sheet.js'
import { judgeCriteria } from './judge-sheet.js'
import { explainLock, type LockableSheet } from './locks.js'
import { beginSheets, updateSheets, writeValuesOfSheets, type ChangedSheet } from './write-many.js'

export { getThreshold } from './judge-sheet.js'
export type { StoredValue } from './find-sheet.js'
export type { PlannedChange } from './plan-change.js'
export type { LockableSheet } from './locks.js'

/** Whether the sheet takes no edits on a day, by its month or because somebody reviews it. */
export function isLockedOn(sheet: LockableSheet, today: string): boolean {
  return explainLock(sheet, today) !== null
}

export type Figure = NonNullable<AssessmentPatch['values']>[number]

/** Figures for one commune's sheet. */
export interface SheetFigures {
  unitCode: string
  /** Version of the sheet that they were made from; null: not known. */
  baseVersion: number | null
  values: readonly Figure[]
}

/** Why figures are refused: of one measure, or of the whole sheet. */
export interface FigureFault {
  unitCode: string
  unit: UnitRef | null
  measure: string | null
  field: string | null
  code: string
  message: string
}

/** What was written in one sheet, and what stood there. */
export interface ChangedFigures {
  unitCode: string
  sheetId: number
  /** As audit rows name it. */
  key: string
  version: number
  before: { metMask: number; notMetMask: number; answered: number; authorIds: number[]; values: StoredValue[] }
  /** Measures in which something was written. */
  measureIds: number[]
  old: unknown
  new: unknown
}

export interface ManyFigures {
  period: string
  sets: readonly Catalogue[]
  writing: Writing
  /** Whether the writer may write in the sheets of this commune. */
  mayWrite: (path: readonly number[]) => boolean
  sheets: readonly SheetFigures[]
}

/**
 * Judges figures for many sheets by the rules of typing, and writes them unless one is refused or `isTrial`.
 *
 * What stands in a sheet already is no change: it moves neither version nor history.
 */
export async function changeMany(
  tx: Database,
  { period, sets, writing, mayWrite, sheets }: ManyFigures,
  { isTrial }: { isTrial: boolean },
): Promise<{ faults: FigureFault[]; changed: ChangedFigures[]; planned: PlannedChange[] }> {
  const codes = sheets.map(({ unitCode }) => unitCode)
  if (!isTrial) await lockSheetsOf(tx, codes, period)
  const found = new Map((await findSheetsForFigures(tx, codes, period)).map((sheet) => [sheet.unit.code, sheet]))
  const judged = sheets.map((figures) => {
    const sheet = found.get(figures.unitCode)
    return judgeFigures(sheet && mayWrite(sheet.path) ? sheet : undefined, figures, sets, writing.today)
  })
  const faults = judged.flatMap((each) => each.faults)
  const changes = judged.flatMap(({ change }) => (change ? [change] : []))
  const planned = changes.map(planChange)
  if (isTrial || faults.length > 0) return { faults, changed: [], planned }
  return { faults, changed: await writeChanges(tx, period, changes, writing), planned }
}

function judgeFigures(
  sheet: SheetForFigures | undefined,
  { unitCode, baseVersion, values }: SheetFigures,
  sets: readonly Catalogue[],
  today: string,
): { faults: FigureFault[]; change?: Change } {
  const refuse = (code: string, message: string) => ({
    faults: [{ unitCode, unit: sheet?.unit ?? null, measure: null, field: null, code, message }],
  })
  if (!sheet) return refuse('unknown_unit', WORDS.unknown_unit)
  const set =
    sheet.setId === null ? pickCatalogue(sets, lastDayOf(sheet.period)) : sets.find(({ id }) => id === sheet.setId)
  if (!set || !sheet.inProgramme) return refuse('not_in_programme', WORDS.not_in_programme)

  const faults: FigureFault[] = []
  const merged = values.flatMap((value) => {
    const problems: ProblemError[] = []
    const stored = mergeValue(sheet, set, leaveCollected(sheet, set, value), 0, problems)
    faults.push(
      ...problems.map(({ pointer, code, message }) => ({
        unitCode,
        unit: sheet.unit,
        measure: value.measure,
        // `/values/0/numerator`; of the whole answer there is no field.
        field: pointer.split('/')[3] ?? null,
        code,
        message,
      })),
    )
    return stored
  })
  const standing = indexValues(sheet.values)
  const changed = merged.filter((value) => !isSame(standing.get(value.measureId), value))
  if (faults.length > 0 || changed.length === 0) return { faults }

  const lock = explainLock(sheet, today)
  if (lock) return refuse('sheet_locked', `${lock.by}. ${lock.next}`)
  if (!isEditable(sheet.status)) return refuse('wrong_status', WORDS.wrong_status)
  if (baseVersion !== null && baseVersion !== sheet.version) return refuse('sheet_changed', WORDS.sheet_changed)
  return { faults, change: { sheet, set, values: changed } }
}

const WORDS = {
  unknown_unit: 'Không có xã mang mã này trong kỳ, hoặc xã nằm ngoài phạm vi anh/chị được nhập. Kiểm tra lại mã xã.',
  not_in_programme: 'Đơn vị này không thuộc Chương trình nông thôn mới trong kỳ. Xóa các dòng của đơn vị này.',
  wrong_status: 'Trạng thái hiện tại của phiếu không cho phép sửa.',
  sheet_changed:
    'Phiếu đã có người sửa sau khi tệp mẫu được tải về hoặc được kiểm tra. Tải tệp mẫu mới rồi nhập lại, hoặc xóa các dòng của xã này.',
}

/** What villages collect comes back as it was shown: that is no typing. */
function leaveCollected(sheet: SheetForFigures, set: Catalogue, figure: Figure): Figure {
  const id = indexMeasures(set).byKey.get(figure.measure)?.id
  const stored = id === undefined ? undefined : indexValues(sheet.values).get(id)
  if (id === undefined || !stored || !sheet.villageMeasures.includes(id)) return figure
  const { measure, value, numerator, denominator, note } = figure
  const isShown =
    (value === undefined || value === stored.value) &&
    (numerator === undefined || numerator === stored.numerator) &&
    (denominator === undefined || denominator === stored.denominator)
  if (!isShown) return figure
  return note === undefined ? { measure } : { measure, note }
}

/** A percentage of two numbers is the same also where only its print comes back. */
function isSame(stored: StoredValue | undefined, value: StoredValue): boolean {
  if (!stored) return value.value === null && !value.notApplicable && value.note === null
  const isPrint = value.numerator === null && stored.numerator !== null
  return (
    stored.value === value.value &&
    (isPrint || (stored.numerator === value.numerator && stored.denominator === value.denominator)) &&
    stored.notApplicable === value.notApplicable &&
    stored.note === value.note
  )
}

async function writeChanges(
  tx: Database,
  period: string,
  changes: readonly Change[],
  writing: Writing,
): Promise<ChangedFigures[]> {
  const { at, accountId } = writing
  const begun = changes.filter(({ sheet }) => sheet.sheetId === null)
  const ids = await beginSheets(
    tx,
    period,
    at,
    begun.map(({ sheet, set }) => ({ unitId: sheet.unitId, setId: set.id })),
  )
  const written = changes.map((change) => {
    const { sheet, set, values } = change
    const sheetId = sheet.sheetId ?? ids.get(sheet.unitId)
    if (sheetId === undefined) throw new AppError('stale_version', 412)
    const after = overlay(sheet.values, values)
    const row: ChangedSheet = {
      sheetId,
      version: sheet.version,
      ...packResults(judgeCriteria(set, after)),
      answered: after.filter(({ result }) => result !== 'missing').length,
    }
    return { ...change, row }
  })
  await writeValuesOfSheets(
    tx,
    yearOf(period),
    written.flatMap(({ values, row }) => values.map((value) => ({ ...value, sheetId: row.sheetId }))),
  )
  const updated = await updateSheets(
    tx,
    written.map(({ row }) => row),
    { accountId, at },
  )
  if (updated !== written.length) throw new AppError('stale_version', 412)
  return written.map(({ sheet, set, values, row }) => {
    const before = stoodBefore(sheet.values, values)
    const told = describeValues(set, before, values)
    return {
      unitCode: sheet.unit.code,
      sheetId: row.sheetId,
      key: `${sheet.unit.uid}/${period}/${sheet.revision}`,
      version: sheet.version + 1,
      before: {
        metMask: sheet.metMask,
        notMetMask: sheet.notMetMask,
        answered: sheet.answered,
        authorIds: sheet.authorIds,
        values: before,
      },
      measureIds: values.map(({ measureId }) => measureId),
      old: { values: told.old },
      new: { values: told.new },
    }
  })
}
