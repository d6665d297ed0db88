import type { AssessmentPatch } from '@ntm/shared/assessments/wire'
import { checkAnswer } from '@ntm/shared/criteria/check-answer'
import { yearOf } from '@ntm/shared/periods/period'
import type { ProblemError } from '@ntm/shared/problems/wire'
import type { Catalogue, CatalogueMeasure } from '../criteria/queries.js'
import type { FoundSheet, StoredCriterion, StoredValue } from './find-sheet.js'
import { toAnswer, toStored } from './judge-sheet.js'
import { indexMeasures, indexValues } from './measure-index.js'
import { ANSWER_FAULTS, collectedFromVillages, namedTwice, unknownCriterion, unknownMeasure } from './messages.js'
import type { CriterionWords } from './write-sheet-rows.js'

type PatchedValue = NonNullable<AssessmentPatch['values']>[number]
type PatchedCriterion = NonNullable<AssessmentPatch['criteria']>[number]

/** What a sheet says about its criteria once it says this, too. */
export function mergeCriteria(stored: readonly StoredCriterion[], words: readonly CriterionWords[]): StoredCriterion[] {
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

/** Whether the sheet says exactly this already, nothing where there is nothing. */
export function isStored({ values }: FoundSheet, value: StoredValue): boolean {
  const stored = indexValues(values).get(value.measureId)
  if (stored) return STORED_FIELDS.every((field) => stored[field] === value[field])
  return (
    !value.notApplicable && [value.value, value.numerator, value.denominator, value.note].every((part) => part === null)
  )
}

const WORD_FIELDS = ['obstacle', 'remedy', 'remedyDueOn', 'explanation'] as const satisfies (keyof CriterionWords)[]

export function isSaid({ criteria }: FoundSheet, words: CriterionWords): boolean {
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
  const measure = indexMeasures(set).byKey.get(patched.measure)
  const pointer = `/values/${index}`
  if (!measure) {
    faults.push({ pointer: `${pointer}/measure`, code: 'unknown_measure', message: unknownMeasure(patched.measure) })
    return []
  }
  const stored = indexValues(sheet.values).get(measure.id)
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

/** Patched words as they are to be stored; none where they break a rule, which is then among `faults`. */
export function mergeWords(
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

/** Nothing may be named twice in one patch: what would count is not to be guessed. */
export function refuseRepeated(keys: readonly (string | number)[], list: string, faults: ProblemError[]): void {
  keys.forEach((key, index) => {
    if (keys.indexOf(key) !== index) {
      faults.push({ pointer: `/${list}/${index}`, code: 'named_twice', message: namedTwice })
    }
  })
}
