import type { ComparedUnit, ComparisonView, DistributionRow, DistributionView } from '@ntm/shared/analysis/compare-wire'
import type { UnitRef } from '@ntm/shared/units/wire'
import { buildCommune, buildOverview, DISTRICT, PROVINCE } from './builders'
import { buildSheet } from './sheet-builders'

/** A commune that meets so many of two criteria; where one is not met it is transport, 65,8 of 70 %. */
export function buildComparedCommune(unit: UnitRef, met: 0 | 1 | 2, before = met): ComparedUnit {
  const overview = buildOverview({
    unit,
    ancestors: [PROVINCE, DISTRICT],
    communes: 1,
    counted: 1,
    criteriaMet: { total: met, mean: met },
    criteria: [1, 2].map((number) => ({
      ...{ number, name: number === 1 ? 'Quy hoạch' : 'Giao thông', incomplete: 0, noData: 0 },
      met: number <= met ? 1 : 0,
      notMet: number <= met ? 0 : 1,
    })),
  })
  const [december] = overview.comparisons
  const values = buildSheet(unit).values.map((value) =>
    value.measure === '2.2' && met === 2 ? { ...value, value: 82, result: 'met' as const } : value,
  )
  const comparisons = december
    ? [{ ...december, communes: 1, counted: 1, criteriaMet: { total: before, mean: before } }]
    : []
  return { ...overview, comparisons, values }
}

export function buildComparedDistrict(code: string, name: string, met: number, mean: number): ComparedUnit {
  const unit = { ...DISTRICT, uid: code, code, name, fullName: `Huyện ${name}` }
  return {
    ...buildOverview({
      unit,
      ancestors: [PROVINCE],
      communes: 10,
      counted: 10,
      criteriaMet: { total: Math.round(mean * 10), mean },
      criteria: [
        { number: 1, name: 'Quy hoạch', met: 10, notMet: 0, incomplete: 0, noData: 0 },
        { number: 2, name: 'Giao thông', met, notMet: 10 - met, incomplete: 0, noData: 0 },
      ],
    }),
    values: [],
  }
}

export function buildComparison(units: ComparedUnit[]): ComparisonView {
  const kind = units[0]?.unit.kind ?? 'commune'
  return { kind, period: '2019-06', basis: 'official', criteriaSet: 'xa-2016-2020', asOf: '2019-07-05', units }
}

export const MAR = buildCommune('23512', 'Đắk Mar')
export const REO = buildCommune('23518', 'Ngọk Réo')

export function buildRow(unit: UnitRef, value: number | null, change: Partial<DistributionRow> = {}): DistributionRow {
  return {
    ...{ unit, parent: DISTRICT, status: 'consolidated', met: 9, rank: null },
    ...{ value, numerator: null, denominator: null, threshold: 70, gap: null },
    result: value === null ? 'missing' : value >= 70 ? 'met' : 'notMet',
    ...{ lastValue: null, change: null, outlier: null, beyond: null },
    ...change,
  }
}

/** Two communes and measure 2.2: Đắk Mar with 82 %, Ngọk Réo 4,2 points short and far from the rest. */
export function buildDistribution(change: Partial<DistributionView> = {}): DistributionView {
  return {
    ...{ unit: PROVINCE, ancestors: [], period: '2019-06', basis: 'official', asOf: '2019-07-05' },
    ...{ criteriaSet: 'xa-2016-2020', lastPeriod: '2019-05' },
    measure: {
      ...{ key: '2.2', criterion: 2, indicator: '2.2', kind: 'percent', unit: '%' },
      ...{ comparator: '>=', threshold: 70, confirmed: false },
    },
    communes: 2,
    counts: { met: 1, notMet: 1, notApplicable: 0, missing: 0, noResult: 0, noSheet: 0 },
    spread: { least: 65.8, lowerQuartile: 65.8, median: 73.9, upperQuartile: 82, most: 82 },
    fences: { low: 68, high: 105 },
    noFences: null,
    bins: [
      { from: 65, to: 70, communes: 1, isMet: false },
      { from: 70, to: 75, communes: 0, isMet: true },
      { from: 75, to: 80, communes: 0, isMet: true },
      { from: 80, to: 85, communes: 1, isMet: true },
    ],
    rows: [
      buildRow(MAR, 82, { rank: 1, lastValue: 82, change: 0 }),
      buildRow(REO, 65.8, { rank: 2, gap: 4.2, lastValue: 60, change: 5.8, outlier: 'low', beyond: 2.2 }),
    ],
    leftOut: 0,
    ...change,
  }
}
