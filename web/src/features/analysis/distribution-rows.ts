import { conditionMeasuresOf } from '@ntm/shared/analysis/condition-measures'
import type { DistributionRow, DistributionView } from '@ntm/shared/analysis/compare-wire'
import type { CriteriaSetView } from '@ntm/shared/criteria/wire'
import type { Finding } from './findings'
import type { MeasureSort } from './useCompareView'

type Bin = DistributionView['bins'][number]

export interface RowFilter {
  /** Lower edge of the bar. */
  bar?: number | undefined
  result?: DistributionRow['result'] | undefined
}

/** The rows that a bar or a result stands for; all of them where neither is asked for. */
export function pickRows({ rows, bins, measure }: DistributionView, { bar, result }: RowFilter): DistributionRow[] {
  if (result !== undefined) return rows.filter((row) => row.result === result)
  const bin = bar === undefined ? undefined : bins.find(({ from }) => from === bar)
  if (!bin) return rows
  return rows.filter(({ value }) => typeof value === 'number' && isInBin(value, bin, measure.comparator === '<='))
}

/** As the service counted them: with the lower edge, or with the upper one where fewer are better. */
function isInBin(value: number, { from, to }: Bin, isUpperIncluded: boolean): boolean {
  if (from === to) return value === from
  return isUpperIncluded ? value > from && value <= to : value >= from && value < to
}

/** Most decimals that one of the values has, at most two: with so many all are printed, so that commas stand in line. */
export function countDecimals(values: readonly (boolean | number | null)[]): number {
  const lengths = values.map((value) => (typeof value === 'number' ? (String(value).split('.')[1]?.length ?? 0) : 0))
  return Math.min(2, Math.max(0, ...lengths))
}

/** The measure to begin with: of a criterion the first with figures, else income, else the first that has any. */
export function pickMeasure({ code, groups }: CriteriaSetView, criterion: number): string | undefined {
  const criteria = groups.flatMap((group) => group.criteria)
  const all = criteria.flatMap(({ number, indicators }) =>
    indicators.flatMap(({ measures }) => measures.map(({ key, kind }) => ({ key, kind, number }))),
  )
  const ofCriterion = all.filter(({ number }) => number === criterion)
  const income = conditionMeasuresOf(code)?.income
  const wanted = ofCriterion.length > 0 ? ofCriterion : all.filter(({ key }) => key === income)
  const from = wanted.length > 0 ? wanted : all
  return (from.find(({ kind }) => kind !== 'boolean') ?? from[0])?.key
}

const collator = new Intl.Collator('vi')

/** A sorted copy; the service's order is the best first. Without a value, or without a change, a row comes last. */
export function sortMeasured(rows: readonly DistributionRow[], sort: MeasureSort): DistributionRow[] {
  if (sort === 'best') return [...rows]
  const byName = (a: DistributionRow, b: DistributionRow) => collator.compare(a.unit.name, b.unit.name)
  if (sort === 'name') return [...rows].sort(byName)
  if (sort === 'worst') {
    const ranked = rows.filter(({ value }) => value !== null)
    return [...ranked.reverse(), ...rows.filter(({ value }) => value === null)]
  }
  const direction = sort === 'risen' ? -1 : 1
  const rank = ({ change }: DistributionRow) => (change === null ? Number.MAX_VALUE : direction * change)
  return [...rows].sort((a, b) => rank(a) - rank(b) || byName(a, b))
}

/** Communes that answered, and so can meet the threshold or not. */
export function countAnswered({ counts }: Pick<DistributionView, 'counts'>): number {
  return counts.met + counts.notMet
}

/** How many meet it, and where the middle is. */
export function findMeasure(view: Pick<DistributionView, 'counts' | 'spread'>, median: string): Finding {
  const total = countAnswered(view)
  if (total === 0) return { key: 'noResults', values: {} }
  const values = { met: view.counts.met, total }
  return view.spread ? { key: 'measureMet', values: { ...values, median } } : { key: 'measureYes', values }
}

/** The sides of the fences on which a value can lie at all: nothing is below 0, no share above 100. */
export function reachableFences({ fences, measure }: Pick<DistributionView, 'fences' | 'measure'>) {
  return {
    low: fences && fences.low > 0 ? fences.low : null,
    high: fences && (measure.unit !== '%' || fences.high < 100) ? fences.high : null,
  }
}
