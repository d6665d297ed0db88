import { isPeriod } from '../periods/period.js'

/** Months of which results of before this system are taken over. */
export const FIRST_PAST_PERIOD = '2011-01'
export const LAST_PAST_PERIOD = '2017-12'
/** The years of these months, each a sheet's worth of results. */
export const PAST_YEARS = ['2011', '2012', '2013', '2014', '2015', '2016', '2017'] as const
/** Criteria of the national sets for communes of 2009 and of 2016. */
export const PAST_CRITERIA = 19

export type PastPeriodFault = 'period_missing' | 'period_malformed' | 'period_outside'
export type PastMarksFault = 'mark_unclear' | 'count_unclear' | 'count_outside' | 'count_disagrees'

/** What a row says: which criteria were met, or, where that is not known, only how many. */
export interface PastResult {
  /** Bit n-1 stands for criterion n. */
  metMask: number
  notMetMask: number
  countOnly: number | null
}

/** As people mark a table, and as a spreadsheet writes a tick box. */
const MET = new Set(['1', 'x', '+', '✓', '✔', 'đ', 'đạt', 'true'])
const NOT_MET = new Set(['', '0', '-', '–', 'cđ', 'kđ', 'chưa', 'chưa đạt', 'không', 'không đạt', 'false'])
const ALL = 2 ** PAST_CRITERIA - 1

/** Reads `2015-12` or `12/2015`; `2015` is the December of the year, when results of a year were settled. */
export function parsePastPeriod(text: string): { ok: true; period: string } | { ok: false; fault: PastPeriodFault } {
  const written = text
    .normalize('NFC')
    .trim()
    .replace(/^(năm|tháng)\s+/i, '')
  if (written === '') return { ok: false, fault: 'period_missing' }
  const [, month, year] = /^(\d{1,2})\/(\d{4})$/.exec(written) ?? []
  const turned = month && year ? `${year}-${month.padStart(2, '0')}` : written
  const period = /^\d{4}$/.test(turned) ? `${turned}-12` : turned
  if (!isPeriod(period)) return { ok: false, fault: 'period_malformed' }
  const isInside = period >= FIRST_PAST_PERIOD && period <= LAST_PAST_PERIOD
  return isInside ? { ok: true, period } : { ok: false, fault: 'period_outside' }
}

/**
 * Judges what stands in a row: marks by criterion, in order of number, and the count beside them.
 *
 * A row without any mark is known by its count alone; with one, an empty mark means not met. Neither: undefined.
 */
export function parsePastMarks(
  marks: readonly string[],
  count: string,
): { ok: true; result: PastResult | undefined } | { ok: false; fault: PastMarksFault; criterion: number | null } {
  const words = marks.map((mark) => mark.normalize('NFC').trim().toLowerCase().replaceAll(/\s+/g, ' '))
  const unclear = words.findIndex((word) => !MET.has(word) && !NOT_MET.has(word))
  if (unclear >= 0) return { ok: false, fault: 'mark_unclear', criterion: unclear + 1 }

  const written = count.trim()
  if (written !== '' && !/^\d{1,6}$/.test(written)) return { ok: false, fault: 'count_unclear', criterion: null }
  const counted = written === '' ? null : Number(written)
  if (counted !== null && counted > PAST_CRITERIA) return { ok: false, fault: 'count_outside', criterion: null }

  if (words.every((word) => word === '')) {
    return { ok: true, result: counted === null ? undefined : { metMask: 0, notMetMask: 0, countOnly: counted } }
  }
  const met = words.flatMap((word, index) => (MET.has(word) ? [index] : []))
  if (counted !== null && counted !== met.length) return { ok: false, fault: 'count_disagrees', criterion: null }
  const metMask = met.reduce((mask, index) => mask | (1 << index), 0)
  return { ok: true, result: { metMask, notMetMask: ALL & ~metMask, countOnly: null } }
}
