import type { ComparedUnit, ComparedValue } from '@ntm/shared/analysis/compare-wire'
import { gapToStandard, type Gap } from '@ntm/shared/criteria/gap'
import type { CriteriaSetView, IndicatorView, MeasureView } from '@ntm/shared/criteria/wire'
import { divideRounded } from '@ntm/shared/numbers/decimal'
import { shortNameOf, type Finding } from './findings'

type Result = 'met' | 'notMet' | 'incomplete' | 'noData'

export interface MeasureRow {
  indicator: Pick<IndicatorView, 'code' | 'name' | 'nameEn'>
  measure: MeasureView
  /** In the order of the units; undefined where a unit has no answers. */
  cells: { value: ComparedValue | undefined; gap: Gap | undefined }[]
  /** Whether not all come to the same result. */
  differs: boolean
}

export interface CriterionRow {
  number: number
  name: string
  nameEn: string
  group: string
  results: Result[]
  /** In the order of the units: whether the district or a department decided otherwise than the values say. */
  decided: boolean[]
  differs: boolean
  measures: MeasureRow[]
}

/** What one criterion came to in a commune, whose overview counts it alone. */
export function resultIn({ criteria }: Pick<ComparedUnit, 'criteria'>, number: number): Result {
  const counts = criteria.find((each) => each.number === number)
  if (!counts || counts.noData > 0) return 'noData'
  if (counts.met > 0) return 'met'
  return counts.notMet > 0 ? 'notMet' : 'incomplete'
}

/** The criteria of communes beside each other: those that differ first, in the order of the set. */
export function compareCommunes(units: readonly ComparedUnit[], set: CriteriaSetView): CriterionRow[] {
  const values = units.map((unit) => new Map(unit.values.map((value) => [value.measure, value])))
  const rows = set.groups.flatMap((group) =>
    group.criteria.map(({ number, name, nameEn, indicators }): CriterionRow => {
      const results = units.map((unit) => resultIn(unit, number))
      const measures = indicators.flatMap((indicator) =>
        indicator.measures.map((measure): MeasureRow => {
          const cells = values.map((own) => {
            const value = own.get(measure.key)
            return { value, gap: value && gapToStandard(measure, value.threshold.value, value) }
          })
          return { indicator, measure, cells, differs: areDifferent(cells.map(({ value }) => value?.result)) }
        }),
      )
      const decided = results.map((result, index) =>
        isDecidedOtherwise(
          result,
          measures.map(({ cells }) => cells[index]?.value?.result),
        ),
      )
      return { number, name, nameEn, group: group.code, results, decided, differs: areDifferent(results), measures }
    }),
  )
  return [...rows.filter(({ differs }) => differs), ...rows.filter(({ differs }) => !differs)]
}

function isDecidedOtherwise(result: Result, measures: readonly (ComparedValue['result'] | undefined)[]): boolean {
  if (measures.includes(undefined)) return false
  const isMet = measures.every((each) => each === 'met' || each === 'notApplicable')
  return (result === 'notMet' && isMet) || (result === 'met' && measures.includes('notMet'))
}

/** Only where the units differ: criteria by their result or by that of a measure, with those measures alone. */
export function keepDifferences(rows: readonly CriterionRow[]): CriterionRow[] {
  return rows
    .map((row) => ({ ...row, measures: row.measures.filter(({ differs }) => differs) }))
    .filter(({ differs, measures }) => differs || measures.length > 0)
}

export interface ShareRow {
  number: number
  name: string
  /** In the order of the units: communes that meet it, out of those whose criteria are known. */
  cells: { met: number; known: number; percent: number | null }[]
  /** Percentage points from the lowest to the highest share; 0 where fewer than two are known. */
  range: number
}

/** Criteria of districts beside each other by the share of communes that meet them: the widest apart first. */
export function compareShares(units: readonly ComparedUnit[]): ShareRow[] {
  const [first] = units
  return (first?.criteria ?? [])
    .map(({ number, name }): ShareRow => {
      const cells = units.map(({ criteria, communes }) => {
        const { met = 0, noData = communes } = criteria.find((each) => each.number === number) ?? {}
        const known = communes - noData
        return { met, known, percent: known === 0 ? null : Number(divideRounded(100 * met, known, 0)) }
      })
      const percents = cells.flatMap(({ percent }) => percent ?? [])
      return { number, name, cells, range: percents.length < 2 ? 0 : Math.max(...percents) - Math.min(...percents) }
    })
    .sort((a, b) => b.range - a.range || a.number - b.number)
}

/**
 * Who is ahead of whom, by criteria met or by mean; nobody where fewer than two have a result.
 *
 * @param print - Writes a mean, which has two decimals even where it is whole.
 */
export function findLead(
  units: readonly Pick<ComparedUnit, 'unit' | 'counted' | 'criteriaMet'>[],
  print: (mean: number) => string,
): Finding {
  const known = units
    .flatMap(({ unit, counted, criteriaMet: { total, mean } }) =>
      counted === 0 || mean === null
        ? []
        : [{ name: shortNameOf(unit), value: unit.kind === 'commune' ? total : mean, kind: unit.kind }],
    )
    .sort((a, b) => b.value - a.value)
  const [best] = known
  const worst = known.at(-1)
  if (!best || !worst || best === worst) return { key: 'noResults', values: {} }
  const [prefix, write] =
    best.kind === 'commune' ? (['compareCount', Number] as const) : (['compareMean', print] as const)
  if (best.value === worst.value) return { key: `${prefix}Level`, values: { value: write(best.value) } }
  const values = { best: best.name, most: write(best.value), worst: worst.name, least: write(worst.value) }
  return { key: prefix, values }
}

export interface Way {
  name: string
  kind: ComparedUnit['unit']['kind']
  values: readonly (number | null)[]
}

/** Who has gone furthest over the months shown; means are written by `print`. */
export function findFastest(ways: readonly Way[], months: number, print: (mean: number) => string): Finding {
  const moves = ways
    .flatMap(({ name, kind, values }) => {
      const known = values.flatMap((value) => value ?? [])
      const [from] = known
      const to = known.at(-1)
      return from === undefined || to === undefined || known.length < 2 ? [] : [{ name, kind, from, to, by: to - from }]
    })
    .sort((a, b) => b.by - a.by)
  const [first, second] = moves
  if (!first) return { key: 'trendNone', values: {} }
  if (first.by <= 0) return { key: 'compareNobodyUp', values: { months } }
  const { name, from, to, kind } = first
  if (second?.by === first.by) return { key: 'compareTogether', values: { name, other: second.name, by: first.by } }
  return kind === 'commune'
    ? { key: 'compareFastest', values: { name, from, to, months } }
    : { key: 'compareFastestMean', values: { name, from: print(from), to: print(to), months } }
}

function areDifferent(results: readonly (string | undefined)[]): boolean {
  return new Set(results).size > 1
}
