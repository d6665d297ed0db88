import type { ChangesView } from '@ntm/shared/assessments/changes-wire'
import type { MeasureHistory } from '@ntm/shared/assessments/wire'
import { unpackResults } from '@ntm/shared/analysis/result-masks'
import type { Catalogue, CatalogueMeasure } from '../criteria/queries.js'
import { compareWords, packWords } from './compare-words.js'
import type { EarlierSheet, PastValue } from './compare-sheets.js'
import type { FoundSheet } from './find-sheet.js'

export function presentMeasureHistory(
  set: Catalogue,
  { periods, values }: { periods: string[]; values: readonly PastValue[] },
): MeasureHistory {
  const found = new Map(values.map((value) => [`${value.period} ${value.measureId}`, value]))
  return {
    periods,
    measures: set.measures.map((measure) => {
      const past = periods.map((period) => found.get(`${period} ${measure.id}`))
      return {
        measure: measure.key,
        values: past.map((value) => toWireValue(measure.kind, value?.value ?? null)),
        numerators: past.map((value) => value?.numerator ?? null),
        denominators: past.map((value) => value?.denominator ?? null),
      }
    }),
  }
}

/** What differs from an earlier state: measures first, then criteria; without an earlier state, everything that has a value. */
export function presentChanges(
  since: ChangesView['since'],
  sheet: FoundSheet,
  set: Catalogue,
  earlier: EarlierSheet | undefined,
): ChangesView {
  const now = new Map(sheet.values.map((value) => [value.measureId, value]))
  const values = set.measures.map((measure) => {
    const before = earlier?.answers[measure.key]
    const after = now.get(measure.id)
    return {
      measure: measure.key,
      before: toWireValue(measure.kind, before?.value ?? null),
      after: toWireValue(measure.kind, after?.value ?? null),
      resultBefore: before?.result ?? null,
      resultAfter: after?.result ?? ('missing' as const),
    }
  })
  const count = set.criteria.length
  const resultsNow = unpackResults(sheet, count)
  const resultsBefore = earlier && unpackResults(earlier, count)
  const criteria = set.criteria.map(({ number }, index) => ({
    number,
    before: resultsBefore?.[index] ?? null,
    after: resultsNow[index] ?? ('incomplete' as const),
  }))
  return {
    since,
    values: values.filter((value) => value.before !== value.after || value.resultBefore !== resultOrNull(value)),
    criteria: criteria.filter(({ before, after }) => before !== after),
    words: earlier?.words ? compareWords(set, earlier.words, packWords(set, sheet.values, sheet.criteria)) : [],
    returned: earlier?.returned ?? [],
  }
}

/** A measure that was never answered is the same as one that had no row. */
function resultOrNull({ resultBefore, resultAfter }: ChangesView['values'][number]) {
  return resultBefore === null && resultAfter === 'missing' ? null : resultAfter
}

function toWireValue(kind: CatalogueMeasure['kind'], stored: number | null): boolean | number | null {
  return stored !== null && kind === 'boolean' ? stored === 1 : stored
}
