import { judgeMeasure } from '@ntm/shared/criteria/judge-measure'
import { judgeCriterion } from '@ntm/shared/criteria/judge-criterion'
import { pickThreshold } from '@ntm/shared/criteria/pick-threshold'
import type { CriterionResult, MeasureAnswer, MeasureResult } from '@ntm/shared/criteria/results'
import { percentOf } from '@ntm/shared/numbers/decimal'
import type { Catalogue, CatalogueMeasure, CatalogueThreshold } from '../criteria/queries.js'
import type { StoredValue } from './find-sheet.js'
import { indexMeasures } from './measure-index.js'

/** Where a sheet stands, as far as thresholds depend on it. */
export interface SheetPlace {
  uid: string
  year: number
}

/** The threshold that holds for a measure in a unit and year; every measure of a set has one. */
export function getThreshold(set: Catalogue, measure: CatalogueMeasure, place: SheetPlace): CatalogueThreshold {
  const at = { region: set.region, year: place.year, unit: place.uid }
  const threshold = pickThreshold(measure.thresholds, at)
  if (!threshold) throw new RangeError(`Measure ${measure.key} has no threshold for ${place.uid} in ${place.year}`)
  return threshold
}

/** What the commune wrote, from what is stored. A percentage of two numbers is the ratio itself, not its print. */
export function toAnswer(kind: CatalogueMeasure['kind'], stored: StoredValue): MeasureAnswer {
  const { value, numerator, denominator, notApplicable } = stored
  const isRatio = numerator !== null
  const written = value !== null && kind === 'boolean' ? value === 1 : value
  return { value: isRatio ? null : written, numerator, denominator, notApplicable }
}

/** What is stored for an answer, judged by the threshold of the place. */
export function toStored(
  set: Catalogue,
  measure: CatalogueMeasure,
  place: SheetPlace,
  answer: MeasureAnswer,
  note: string | null,
): StoredValue {
  const threshold = getThreshold(set, measure, place)
  const { numerator, denominator, notApplicable } = answer
  const isRatio = numerator !== null && denominator !== null
  const written = typeof answer.value === 'boolean' ? Number(answer.value) : answer.value
  return {
    measureId: measure.id,
    value: isRatio ? percentOf(numerator, denominator) : written,
    numerator,
    denominator,
    notApplicable,
    result: judgeMeasure(measure, threshold.value, answer),
    thresholdId: threshold.id,
    note,
  }
}

/** Results of all criteria in order of number; a measure without a value is missing. */
export function judgeCriteria(set: Catalogue, values: readonly StoredValue[]): CriterionResult[] {
  const results = new Map<number, MeasureResult>(values.map(({ measureId, result }) => [measureId, result]))
  const { byCriterion } = indexMeasures(set)
  return set.criteria.map(({ number }) =>
    judgeCriterion((byCriterion.get(number) ?? []).map(({ id }) => results.get(id) ?? 'missing')),
  )
}
