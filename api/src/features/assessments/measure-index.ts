import type { Catalogue, CatalogueMeasure } from '../criteria/queries.js'
import type { StoredValue } from './find-sheet.js'

interface MeasureIndex {
  byKey: ReadonlyMap<string, CatalogueMeasure>
  /** Keys by id. */
  keys: ReadonlyMap<number, string>
  byCriterion: ReadonlyMap<number, readonly CatalogueMeasure[]>
}

const indexes = new WeakMap<Catalogue, MeasureIndex>()
const valueMaps = new WeakMap<readonly StoredValue[], ReadonlyMap<number, StoredValue>>()

/** Measures of a set by what they are looked up by, made once for each set. */
export function indexMeasures(set: Catalogue): MeasureIndex {
  const known = indexes.get(set)
  if (known) return known
  const index = {
    byKey: new Map(set.measures.map((measure) => [measure.key, measure])),
    keys: new Map(set.measures.map(({ id, key }) => [id, key])),
    byCriterion: new Map(
      set.criteria.map(({ number }) => [number, set.measures.filter(({ criterion }) => criterion === number)]),
    ),
  }
  indexes.set(set, index)
  return index
}

/** Values by the id of their measure, made once for each list. */
export function indexValues(values: readonly StoredValue[]): ReadonlyMap<number, StoredValue> {
  const known = valueMaps.get(values)
  if (known) return known
  const byMeasure = new Map(values.map((value) => [value.measureId, value]))
  valueMaps.set(values, byMeasure)
  return byMeasure
}

/** What stands in a sheet once figures were written over it. */
export function overlay(standing: readonly StoredValue[], values: readonly StoredValue[]): StoredValue[] {
  return [...new Map([...standing, ...values].map((value) => [value.measureId, value])).values()]
}
