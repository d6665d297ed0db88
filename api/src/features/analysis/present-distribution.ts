import type { DistributionRow, DistributionView } from '@ntm/shared/analysis/compare-wire'
import { countBins } from '@ntm/shared/analysis/histogram'
import { FEWEST_FOR_FENCES, findFences, findSpread, sideOf, type Fences } from '@ntm/shared/analysis/spread'
import { gapToStandard } from '@ntm/shared/criteria/gap'
import { pickThreshold } from '@ntm/shared/criteria/pick-threshold'
import {
  compareDecimals,
  decimalOf,
  distanceOf,
  formatDecimal,
  subtractDecimals,
  type Decimal,
} from '@ntm/shared/numbers/decimal'
import { yearOf } from '@ntm/shared/periods/period'
import type { Catalogue, CatalogueMeasure, CatalogueThreshold } from '../criteria/queries.js'
import type { UnitDetails } from '../units/queries.js'
import type { MeasuredCommune } from './find-values.js'
import { presentValue } from './present-compare.js'
import type { CountedMonth } from './queries.js'

/** Rows sent at most; figures of the whole are always of all. */
const MOST_ROWS = 1_000

export interface DistributionFacts {
  unit: UnitDetails
  month: CountedMonth
  asOf: string
  lastPeriod: string
  set: Catalogue
  measure: CatalogueMeasure
  communes: readonly MeasuredCommune[]
}

/** A row on its way: with what it is sorted and compared by. */
interface Measured {
  row: DistributionRow
  /** Undefined for yes or no, and where there is no value. */
  decimal: Decimal | undefined
  threshold: CatalogueThreshold | undefined
}

export function presentDistribution(facts: DistributionFacts): DistributionView {
  const { unit, month, asOf, lastPeriod, set, measure, communes } = facts
  const measured = communes.map((commune) => measureCommune(commune, measure))
  const decimals = measured.flatMap(({ decimal }) => decimal ?? [])
  const spread = findSpread(decimals)
  const fences = spread && findFences(spread, decimals.length)
  const threshold = commonThreshold(measured, facts)
  const limit = typeof threshold?.value === 'number' ? decimalOf(threshold.value) : undefined
  const rows = rank(sortBest(measured, measure)).map((each) => (fences ? placeBeyond(each, fences) : each.row))
  const { uid, code, kind, type, name } = unit

  return {
    unit: { uid, code, kind, type, name, fullName: unit.full_name },
    ancestors: unit.ancestors,
    period: month.period,
    basis: month.basis,
    asOf,
    criteriaSet: set.code,
    lastPeriod,
    measure: {
      key: measure.key,
      criterion: measure.criterion,
      indicator: measure.indicator,
      kind: measure.kind,
      unit: measure.unit,
      comparator: measure.comparator,
      threshold: typeof threshold?.value === 'number' ? threshold.value : null,
      confirmed: threshold?.confirmed ?? false,
    },
    communes: communes.length,
    counts: countResults(rows),
    spread: spread
      ? {
          least: print(spread.least),
          lowerQuartile: print(spread.lowerQuartile),
          median: print(spread.median),
          upperQuartile: print(spread.upperQuartile),
          most: print(spread.most),
        }
      : null,
    fences: fences ? { low: print(fences.low), high: print(fences.high) } : null,
    noFences: !spread || fences ? null : decimals.length < FEWEST_FOR_FENCES ? 'tooFew' : 'alike',
    bins: presentBins(decimals, limit, measure),
    rows: rows.slice(0, MOST_ROWS),
    leftOut: Math.max(0, rows.length - MOST_ROWS),
  }
}

function measureCommune(commune: MeasuredCommune, measure: CatalogueMeasure): Measured {
  const { unit, parent, status, met, numerator, denominator } = commune
  const threshold = measure.thresholds.find(({ id }) => id === commune.thresholdId)
  const value = commune.notApplicable === true ? null : presentValue(measure, commune.value)
  const decimal = typeof value === 'number' ? decimalOf(value) : undefined
  const answer = { value: numerator === null ? value : null, numerator, denominator, notApplicable: false }
  const gap = threshold && commune.result === 'notMet' ? gapToStandard(measure, threshold.value, answer) : undefined
  const last = commune.lastValue
  return {
    decimal,
    threshold,
    row: {
      unit,
      parent,
      status,
      met,
      rank: null,
      value,
      numerator,
      denominator,
      result: commune.result ?? (met === null ? 'noResult' : commune.isImported ? 'noSheet' : 'missing'),
      threshold: typeof threshold?.value === 'number' ? threshold.value : null,
      gap: gap?.by ?? null,
      lastValue: presentValue(measure, last),
      change: decimal && last !== null ? print(subtractDecimals(decimal, decimalOf(last))) : null,
      outlier: null,
      beyond: null,
    },
  }
}

/** The one threshold that judged all values; of nothing judged yet, the one that will. */
function commonThreshold(measured: readonly Measured[], { measure, set, month }: DistributionFacts) {
  const used = measured.flatMap(({ threshold }) => threshold ?? [])
  const [first] = used
  if (!first) return pickThreshold(measure.thresholds, { region: set.region, year: yearOf(month.period) })
  if (used.some(({ value }) => value !== first.value)) return undefined
  return { ...first, confirmed: used.every(({ confirmed }) => confirmed) }
}

const RESULT_ORDER: readonly DistributionRow['result'][] = [
  'met',
  'notMet',
  'missing',
  'notApplicable',
  'noSheet',
  'noResult',
]

/** By value, the best first; then what has none, by why. Equals stay in order of code. */
function sortBest(measured: readonly Measured[], { comparator }: CatalogueMeasure): Measured[] {
  const direction = comparator === '<=' ? 1 : -1
  return [...measured].sort((a, b) => {
    if (a.decimal && b.decimal) return direction * compareDecimals(a.decimal, b.decimal)
    if (a.decimal || b.decimal) return a.decimal ? -1 : 1
    return RESULT_ORDER.indexOf(a.row.result) - RESULT_ORDER.indexOf(b.row.result)
  })
}

/** Equal values share the rank of the first of them. */
function rank(sorted: readonly Measured[]): Measured[] {
  let last: { decimal: Decimal; place: number } | undefined
  return sorted.map((each, index) => {
    const { decimal } = each
    if (!decimal) return each
    if (!last || compareDecimals(last.decimal, decimal) !== 0) last = { decimal, place: index + 1 }
    return { ...each, row: { ...each.row, rank: last.place } }
  })
}

function placeBeyond({ row, decimal }: Measured, fences: Fences): DistributionRow {
  const side = decimal && sideOf(decimal, fences)
  return decimal && side ? { ...row, outlier: side, beyond: print(distanceOf(decimal, fences[side])) } : row
}

function countResults(rows: readonly DistributionRow[]): DistributionView['counts'] {
  const counts = { met: 0, notMet: 0, notApplicable: 0, missing: 0, noResult: 0, noSheet: 0 }
  for (const { result } of rows) counts[result] += 1
  return counts
}

function presentBins(decimals: readonly Decimal[], threshold: Decimal | undefined, { comparator }: CatalogueMeasure) {
  const isUpperIncluded = comparator === '<='
  return countBins(decimals, { threshold, isUpperIncluded }).map(({ from, to, count }) => ({
    from: print(from),
    to: print(to),
    communes: count,
    isMet: threshold
      ? isUpperIncluded
        ? compareDecimals(to, threshold) <= 0
        : compareDecimals(from, threshold) >= 0
      : null,
  }))
}

function print(decimal: Decimal): number {
  return Number(formatDecimal(decimal))
}
