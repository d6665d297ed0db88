import type { QueryConfig } from 'pg'
import { packResults } from '@ntm/shared/analysis/result-masks'
import { canEdit as isEditable } from '@ntm/shared/assessments/status'
import type { AssessmentPatch } from '@ntm/shared/assessments/wire'
import { checkAnswer } from '@ntm/shared/criteria/check-answer'
import { yearOf } from '@ntm/shared/periods/period'
import type { ProblemError } from '@ntm/shared/problems/wire'
import type { AuditEvent } from '../../db/audit-log.js'
import type { Database } from '../../db/client.js'
import { AppError, conflict, unprocessable } from '../../errors.js'
import type { Catalogue, CatalogueMeasure } from '../criteria/queries.js'
import type { FoundSheet, StoredCriterion, StoredValue } from './find-sheet.js'
import { judgeCriteria, toAnswer, toStored } from './judge-sheet.js'
import { explainLock } from './locks.js'
import { ANSWER_FAULTS, collectedFromVillages, namedTwice, unknownCriterion, unknownMeasure } from './messages.js'
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

type PatchedValue = NonNullable<AssessmentPatch['values']>[number]
type PatchedCriterion = NonNullable<AssessmentPatch['criteria']>[number]

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
  writesOf: (sheetId: number) => QueryConfig[]
  /** What is to be written into the sheet's own row. */
  change: SheetChange
  event: AuditEvent
}

/**
 * What comes of the values and words that a patch names, judged anew; undefined where the sheet says all of it already.
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
  const values = (patch.values ?? [])
    .flatMap((value, index) => mergeValue(sheet, set, value, index, faults))
    .filter((value) => !isStored(sheet, value))
  const words = (patch.criteria ?? [])
    .flatMap((criterion, index) => mergeWords(sheet, set, criterion, index, faults))
    .filter((said) => !isSaid(sheet, said))
  refuseRepeated(patch.values?.map(({ measure }) => measure) ?? [], 'values', faults)
  refuseRepeated(patch.criteria?.map(({ number }) => number) ?? [], 'criteria', faults)
  if (faults.length > 0) throw unprocessable('invalid_values', faults)
  if (sheet.sheetId !== null && values.length === 0 && words.length === 0) return undefined

  const after = [...new Map([...sheet.values, ...values].map((value) => [value.measureId, value])).values()]
  const masks = packResults(judgeCriteria(set, after))
  const authorIds = [...sheet.authorIds.filter((id) => id !== writing.accountId), writing.accountId]
  const criteria = mergeCriteria(sheet.criteria, words)
  const { period } = sheet
  return {
    sheet: { ...sheet, ...masks, values: after, criteria, authorIds, author: writing.displayName },
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
      old: describe(set, stoodBefore(sheet.values, values), stoodBefore(sheet.criteria, words)),
      new: describe(set, values, words),
    },
  }
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

function mergeCriteria(stored: readonly StoredCriterion[], words: readonly CriterionWords[]): StoredCriterion[] {
  const blank = { overruledResult: null, overruledReason: null, overruledBy: null }
  const merged = new Map(stored.map((criterion) => [criterion.number, criterion]))
  for (const each of words) merged.set(each.number, { ...(merged.get(each.number) ?? blank), ...each })
  return [...merged.values()]
}

const STORED_FIELDS = [
  'value',
  'numerator',
  'denominator',
  'notApplicable',
  'result',
  'thresholdId',
  'note',
] as const satisfies (keyof StoredValue)[]

/** Whether the sheet says exactly this already; then there is nothing to write and nothing to tell. */
function isStored({ values }: FoundSheet, value: StoredValue): boolean {
  const stored = values.find(({ measureId }) => measureId === value.measureId)
  return stored !== undefined && STORED_FIELDS.every((field) => stored[field] === value[field])
}

const WORD_FIELDS = ['obstacle', 'remedy', 'remedyDueOn', 'explanation'] as const satisfies (keyof CriterionWords)[]

function isSaid({ criteria }: FoundSheet, words: CriterionWords): boolean {
  const stored = criteria.find(({ number }) => number === words.number)
  return WORD_FIELDS.every((field) => (stored?.[field] ?? null) === words[field])
}

const ANSWER_FIELDS = ['value', 'numerator', 'denominator', 'notApplicable'] as const

/** A patched value as it is to be stored; none where it breaks a rule, which is then among `faults`. */
export function mergeValue(
  sheet: Pick<FoundSheet, 'unit' | 'period' | 'values' | 'villageMeasures'>,
  set: Catalogue,
  patched: PatchedValue,
  index: number,
  faults: ProblemError[],
): StoredValue[] {
  const measure = set.measures.find(({ key }) => key === patched.measure)
  const pointer = `/values/${index}`
  if (!measure) {
    faults.push({ pointer: `${pointer}/measure`, code: 'unknown_measure', message: unknownMeasure(patched.measure) })
    return []
  }
  const stored = sheet.values.find(({ measureId }) => measureId === measure.id)
  const isTyped = ANSWER_FIELDS.some((field) => patched[field] !== undefined)
  if (isTyped && sheet.villageMeasures.includes(measure.id)) {
    faults.push({ pointer, code: 'collected_from_villages', message: collectedFromVillages(measure.key) })
    return []
  }
  const answer = mergeAnswer(measure, stored, patched)
  const fault = checkAnswer(measure, answer)
  if (fault) {
    faults.push({ pointer: `${pointer}/${fault.field}`, code: fault.code, message: ANSWER_FAULTS[fault.code] })
    return []
  }
  const note = patched.note === undefined ? (stored?.note ?? null) : cleanText(patched.note)
  return [toStored(set, measure, { uid: sheet.unit.uid, year: yearOf(sheet.period) }, answer, note)]
}

/** What the patch leaves out stays; a new value, ratio or “not applicable” takes the place of the other two. */
function mergeAnswer(measure: CatalogueMeasure, stored: StoredValue | undefined, patched: PatchedValue) {
  const empty = { value: null, numerator: null, denominator: null, notApplicable: false }
  const kept = stored ? toAnswer(measure.kind, stored) : empty
  const { value, numerator, denominator, notApplicable } = patched
  if (value === undefined && numerator === undefined && denominator === undefined && notApplicable !== true) {
    return { ...kept, notApplicable: notApplicable ?? kept.notApplicable }
  }
  if (notApplicable === true) {
    return { value: value ?? null, numerator: numerator ?? null, denominator: denominator ?? null, notApplicable: true }
  }
  const isRatio = (numerator ?? denominator ?? null) !== null
  if (isRatio) {
    return {
      value: value ?? null,
      numerator: numerator === undefined ? kept.numerator : numerator,
      denominator: denominator === undefined ? kept.denominator : denominator,
      notApplicable: false,
    }
  }
  return { ...empty, value: value ?? null }
}

function mergeWords(
  sheet: FoundSheet,
  set: Catalogue,
  patched: PatchedCriterion,
  index: number,
  faults: ProblemError[],
): CriterionWords[] {
  const { number } = patched
  if (!set.criteria.some((criterion) => criterion.number === number)) {
    faults.push({
      pointer: `/criteria/${index}/number`,
      code: 'unknown_criterion',
      message: unknownCriterion(number),
    })
    return []
  }
  const kept = sheet.criteria.find((criterion) => criterion.number === number)
  const keepText = (text: string | null | undefined, old: string | null | undefined) =>
    text === undefined ? (old ?? null) : cleanText(text)
  return [
    {
      number,
      obstacle: keepText(patched.obstacle, kept?.obstacle),
      remedy: keepText(patched.remedy, kept?.remedy),
      remedyDueOn: patched.remedyDueOn === undefined ? (kept?.remedyDueOn ?? null) : patched.remedyDueOn,
      explanation: keepText(patched.explanation, kept?.explanation),
    },
  ]
}

/** Text is kept composed (NFC), whatever keyboard it came from; blank text is no text. */
function cleanText(text: string | null): string | null {
  const clean = text?.normalize('NFC').trim()
  return clean === undefined || clean === '' ? null : clean
}

function refuseRepeated(keys: readonly (string | number)[], list: string, faults: ProblemError[]): void {
  keys.forEach((key, index) => {
    if (keys.indexOf(key) !== index) {
      faults.push({ pointer: `/${list}/${index}`, code: 'named_twice', message: namedTwice })
    }
  })
}

/** The stored rows that the changed ones take the place of. */
export function stoodBefore<T extends { measureId: number } | { number: number }>(
  stored: readonly T[],
  changed: readonly object[],
) {
  const keyOf = (row: object) => ('measureId' in row ? row.measureId : 'number' in row ? row.number : undefined)
  const keys = new Set(changed.map(keyOf))
  return stored.filter((row) => keys.has(keyOf(row)))
}

/** Values and words as audit rows tell them. */
export function describe(set: Catalogue, values: readonly StoredValue[], criteria: readonly object[]) {
  return { values: describeValues(set, values), criteria }
}

/** Values as audit rows tell of them: what is blank is left out, for rows are kept for ever and hashed on the way. */
export function describeValues(set: Catalogue, values: readonly StoredValue[]) {
  const keys = new Map(set.measures.map(({ id, key }) => [id, key]))
  return values.map(({ measureId, value, numerator, denominator, notApplicable, result, note }) => ({
    measure: keys.get(measureId),
    value: value ?? undefined,
    numerator: numerator ?? undefined,
    denominator: denominator ?? undefined,
    notApplicable: notApplicable || undefined,
    result,
    note: note ?? undefined,
  }))
}
