import type { Catalogue } from '../criteria/queries.js'
import type { StoredValue } from './find-sheet.js'
import { indexMeasures } from './measure-index.js'

/** The stored rows that the changed ones take the place of. */
export function stoodBefore<T extends { measureId: number } | { number: number }>(
  stored: readonly T[],
  changed: readonly object[],
) {
  const keyOf = (row: object) => ('measureId' in row ? row.measureId : 'number' in row ? row.number : undefined)
  const keys = new Set(changed.map(keyOf))
  return stored.filter((row) => keys.has(keyOf(row)))
}

/**
 * Values as audit rows tell of them, before and after: rows are kept for ever and hashed on the way, so what is blank is left
 * out, and so is the result of a value that is judged as it was.
 */
export function describeValues(set: Catalogue, before: readonly StoredValue[], after: readonly StoredValue[]) {
  const { keys } = indexMeasures(set)
  const results = new Map(before.map(({ measureId, result }) => [measureId, result]))
  const same = new Set(after.flatMap(({ measureId, result }) => (results.get(measureId) === result ? [measureId] : [])))
  const tell = ({ measureId, value, numerator, denominator, notApplicable, result, note }: StoredValue) => ({
    measure: keys.get(measureId),
    value: value ?? undefined,
    numerator: numerator ?? undefined,
    denominator: denominator ?? undefined,
    notApplicable: notApplicable || undefined,
    result: same.has(measureId) ? undefined : result,
    note: note ?? undefined,
  })
  return { old: before.map(tell), new: after.map(tell) }
}
