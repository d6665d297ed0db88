import { checkThreshold, type ThresholdFault } from '@ntm/shared/criteria/check-threshold'
import type { MeasureThresholds, ThresholdDecision, ThresholdEntry } from '@ntm/shared/criteria/maintenance-wire'
import { formatVietnameseNumber, parseVietnameseNumber } from '@ntm/shared/numbers/vietnamese-number'
import type { UnitChoice } from '@/ui/unit-choice'

/** A decision about a threshold as it is typed. */
export interface ThresholdDraft {
  /** Empty for đạt/chưa đạt: there is nothing to type. */
  value: string
  /** Empty: for every year. */
  year: string
  unit: UnitChoice | null
  legalBasis: string
  note: string
  reason: string
}

export type DraftFault =
  ThresholdFault | 'valueMissing' | 'valueAmbiguous' | 'yearUnreadable' | 'legalBasisMissing' | 'reasonTooShort'

type Measure = Pick<MeasureThresholds['measure'], 'kind'>

const SHORTEST_BASIS = 4
const SHORTEST_REASON = 10
const FIRST_YEAR = 2000
const LAST_YEAR = 2100

/** The form for a threshold that holds, or for a new scope. */
export function beginDraft(entry: ThresholdEntry | undefined): ThresholdDraft {
  return {
    value: typeof entry?.value === 'number' ? formatVietnameseNumber(entry.value, { isGrouped: false }) : '',
    year: '',
    unit: null,
    legalBasis: entry?.confirmed === true ? (entry.legalBasis ?? '') : '',
    note: '',
    reason: '',
  }
}

/** What is wrong with what was typed, by the id of its field. */
export function checkDraft(measure: Measure, draft: ThresholdDraft): { fieldId: string; fault: DraftFault }[] {
  const faults: { fieldId: string; fault: DraftFault }[] = []
  const value = findValueFault(measure, draft.value)
  if (value) faults.push({ fieldId: 'threshold-value', fault: value })
  if (draft.year.trim() !== '' && readYear(draft.year) === undefined) {
    faults.push({ fieldId: 'threshold-year', fault: 'yearUnreadable' })
  }
  if (draft.legalBasis.trim().length < SHORTEST_BASIS) {
    faults.push({ fieldId: 'threshold-basis', fault: 'legalBasisMissing' })
  }
  if (draft.reason.trim().length < SHORTEST_REASON) {
    faults.push({ fieldId: 'threshold-reason', fault: 'reasonTooShort' })
  }
  return faults
}

function findValueFault(measure: Measure, text: string): DraftFault | undefined {
  if (measure.kind === 'boolean') return undefined
  const read = parseVietnameseNumber(text)
  if (read.ok) return checkThreshold(measure, read.value)
  if (read.reason === 'empty') return 'valueMissing'
  return read.reason === 'ambiguous' ? 'valueAmbiguous' : 'threshold_not_number'
}

/** The value that a draft stands for; undefined while it is none. */
export function readValue(measure: Measure, text: string): number | true | undefined {
  if (measure.kind === 'boolean') return true
  const read = parseVietnameseNumber(text)
  return read.ok ? read.value : undefined
}

function readYear(text: string): number | undefined {
  const year = /^\d{4}$/.test(text.trim()) ? Number(text.trim()) : undefined
  return year !== undefined && year >= FIRST_YEAR && year <= LAST_YEAR ? year : undefined
}

/**
 * What is sent: for the scope of the threshold that is looked at, or for a narrower one that the draft names.
 *
 * @throws RangeError if the draft has no value.
 */
export function toDecision(
  measure: Measure,
  draft: ThresholdDraft,
  entry: ThresholdEntry | undefined,
): ThresholdDecision {
  const value = readValue(measure, draft.value)
  if (value === undefined) throw new RangeError('A draft without a value cannot be sent')
  const year = entry ? (entry.year ?? undefined) : readYear(draft.year)
  const unit = entry ? entry.unit?.code : draft.unit?.code
  const note = draft.note.trim()
  return {
    value,
    legalBasis: draft.legalBasis.trim(),
    reason: draft.reason.trim(),
    ...(entry && { region: entry.region }),
    ...(unit !== undefined && { unit }),
    ...(year !== undefined && { year }),
    ...(note !== '' && { note }),
  }
}

const FIELDS: Readonly<Record<string, string>> = {
  '/value': 'threshold-value',
  '/year': 'threshold-year',
  '/unit': 'threshold-unit',
  '/legalBasis': 'threshold-basis',
  '/note': 'threshold-note',
  '/reason': 'threshold-reason',
}

export function fieldOfThreshold(pointer: string): string | undefined {
  return FIELDS[pointer]
}
