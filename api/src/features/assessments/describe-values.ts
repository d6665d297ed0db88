import type { Catalogue } from '../criteria/queries.js'
import type { StoredValue } from './find-sheet.js'

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
