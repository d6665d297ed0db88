import { BANDS } from '@ntm/shared/analysis/bands'
import { findPlaces, settleResult, type Settled } from '@ntm/shared/units/find-places'
import type { KnownLineage, LineageUnit, MappedRow } from './find-mapped.js'
import type { ChildFigures, CountedMonth, CountedSet, TrendRow } from './queries.js'

/** A result with the units of the map's day that it lies in, and where it counts there. */
export interface SettledRow extends MappedRow {
  places: LineageUnit[]
  settled: Settled
}

/** Settles results among the units below `root` of a day; what has nothing to do with it is left out. */
export function settleRows(
  rows: readonly MappedRow[],
  root: readonly number[],
  day: string,
  lineage: KnownLineage,
): SettledRow[] {
  return rows.flatMap((row) => {
    const places = placesOf(row, day, lineage)
    const settled = settleResult(
      places.map(({ path }) => path),
      root,
    )
    // Nobody wrote down what became of it: it stays in sight, where it can be counted to nothing.
    if (places.length === 0) return [{ ...row, places, settled: { kind: 'divided' as const, isWithin: false } }]
    return settled.kind === 'outside' ? [] : [{ ...row, places, settled }]
  })
}

function placesOf(row: MappedRow, day: string, lineage: KnownLineage): LineageUnit[] {
  if (row.isThere) return [{ id: row.id, unit: row.unit, path: row.path, validFrom: null, validTo: null }]
  if (!lineage.units.has(row.id)) return []
  return findPlaces(row.id, day, lineage).flatMap((id) => lineage.units.get(id) ?? [])
}

/** Whether a result counts in the unit that the map is looked at from. */
export function isCounted({ settled }: SettledRow): boolean {
  return settled.kind === 'child' || (settled.kind === 'divided' && settled.isWithin)
}

/** The figures of some communes of one month, as `countMonths` has them. */
export function countRows(rows: readonly MappedRow[], set: CountedSet): Omit<ChildFigures, 'period' | 'child'> {
  const numbers = set.criteria.map(({ number }) => number)
  const masks = set.groups.map(({ criteria }) =>
    criteria.reduce((mask, number) => mask | (1 << numbers.indexOf(number)), 0),
  )
  const known = rows.flatMap((row) => (row.met === null ? [] : [{ ...row, met: row.met }]))
  const count = <T>(all: readonly T[], holds: (each: T) => boolean): number => all.filter(holds).length
  const countStatus = (status: MappedRow['status']): number => count(rows, (row) => row.status === status)
  return {
    communes: rows.length,
    counted: known.length,
    imported: count(known, ({ isImported }) => isImported),
    countOnly: count(known, ({ isCountOnly }) => isCountOnly),
    total: known.reduce((sum, { met }) => sum + met, 0),
    recognised: count(rows, ({ isRecognised }) => isRecognised),
    bands: BANDS.map(({ from, to }) => count(known, ({ met }) => from <= met && met <= to)),
    progress: {
      notStarted: countStatus('notStarted'),
      draft: countStatus('draft'),
      submitted: countStatus('submitted'),
      returned: countStatus('returned'),
      approved: countStatus('approved'),
      consolidated: countStatus('consolidated'),
    },
    met: numbers.map((_number, bit) => count(known, ({ metMask }) => (((metMask ?? 0) >> bit) & 1) === 1)),
    notMet: numbers.map((_number, bit) => count(known, ({ notMetMask }) => (((notMetMask ?? 0) >> bit) & 1) === 1)),
    groups: masks.map((mask) => count(known, ({ metMask }) => ((metMask ?? 0) & mask) === mask)),
  }
}

/** A point a month, as `countTrend` of remember-months has them; `apart` are communes that lie in the unit only partly. */
export function countTrend(
  rows: readonly SettledRow[],
  months: readonly CountedMonth[],
): (TrendRow & { apart: number })[] {
  const byPeriod = new Map<string, SettledRow[]>(months.map(({ period }) => [period, []]))
  for (const row of rows) byPeriod.get(row.period)?.push(row)
  return months.map(({ period }) => {
    const ofMonth = byPeriod.get(period) ?? []
    const within = ofMonth.filter(isCounted)
    const met = within.flatMap((row) => (row.met === null ? [] : [row.met]))
    return {
      period,
      communes: within.length,
      counted: met.length,
      imported: within.filter((row) => row.met !== null && row.isImported).length,
      total: met.reduce((sum, each) => sum + each, 0),
      bands: BANDS.map(({ from, to }) => met.filter((each) => from <= each && each <= to).length),
      apart: ofMonth.length - within.length,
    }
  })
}
