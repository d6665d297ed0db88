import { Type, type Static } from 'typebox'
import { ASSESSMENT_STATUSES } from '../assessments/status.js'
import { ValueView } from '../assessments/wire.js'
import { COMPARATORS, MEASURE_KINDS, MEASURE_RESULTS } from '../criteria/wire.js'
import { UnitRef, UNIT_KINDS } from '../units/wire.js'
import { Nullable, NullableOneOf, OneOf } from '../wire/parts.js'
import { BASES, OverviewView } from './wire.js'

/** Units beside each other at most: more columns nobody reads. */
export const MOST_COMPARED = 6

/** A unit beside others: the figures of its overview, and of a commune what it answered. */
export const ComparedUnit = Type.Object({
  ...Type.Pick(OverviewView, [
    'unit',
    'ancestors',
    'communes',
    'counted',
    'imported',
    'recognised',
    'progress',
    'criteriaMet',
    'bands',
    'criteria',
    'comparisons',
    'accountable',
  ]).properties,
  /** Of a commune, by measure, from the sheet that the result rests on; empty where there is none. */
  values: Type.Array(Type.Omit(ValueView, ['note'])),
})
export type ComparedUnit = Static<typeof ComparedUnit>
export type ComparedValue = ComparedUnit['values'][number]

export const ComparisonView = Type.Object({
  kind: OneOf(UNIT_KINDS),
  period: Type.String(),
  basis: OneOf(BASES),
  criteriaSet: Nullable(Type.String()),
  asOf: Type.String(),
  /** In the order asked for. */
  units: Type.Array(ComparedUnit),
})
export type ComparisonView = Static<typeof ComparisonView>

const State = OneOf(['same', 'different', 'unknown'])
const ConditionsView = Type.Object({
  area: Type.String(),
  households: Nullable(Type.Integer()),
  villages: Nullable(Type.Integer()),
  hardships: Nullable(Type.Integer()),
  povertyPercent: Nullable(Type.Number()),
  start: Nullable(Type.Integer()),
})

export const SimilarView = Type.Object({
  unit: UnitRef,
  parent: UnitRef,
  period: Type.String(),
  /** Month whose official figures tell poverty and the start: December of the year before. */
  startPeriod: Type.String(),
  conditions: ConditionsView,
  /** Communes that were looked at: all others of the programme in the province. */
  considered: Type.Integer(),
  /** Most alike first; empty where no commune is like it. */
  units: Type.Array(
    Type.Object({
      unit: UnitRef,
      parent: UnitRef,
      conditions: ConditionsView,
      likeness: Type.Object({
        thresholds: State,
        area: State,
        households: State,
        villages: State,
        hardship: State,
        poverty: State,
        start: State,
      }),
      same: Type.Integer(),
      known: Type.Integer(),
    }),
  ),
})
export type SimilarView = Static<typeof SimilarView>

const Figure = Nullable(Type.Number())

export const DistributionView = Type.Object({
  unit: UnitRef,
  ancestors: Type.Array(UnitRef),
  period: Type.String(),
  basis: OneOf(BASES),
  asOf: Type.String(),
  criteriaSet: Type.String(),
  /** Month that the rows are compared with. */
  lastPeriod: Type.String(),
  measure: Type.Object({
    key: Type.String(),
    criterion: Type.Integer(),
    indicator: Type.String(),
    kind: OneOf(MEASURE_KINDS),
    unit: Nullable(Type.String()),
    comparator: OneOf(COMPARATORS),
    /** The one that judged every value; null where there are several, or it is yes or no. */
    threshold: Figure,
    confirmed: Type.Boolean(),
  }),
  /** Communes of the programme on the last day of the month, as far as they are asked for: the denominator. */
  communes: Type.Integer(),
  /** Every commune is counted once. */
  counts: Type.Object({
    met: Type.Integer(),
    notMet: Type.Integer(),
    notApplicable: Type.Integer(),
    /** The sheet has no answer. */
    missing: Type.Integer(),
    /** There is no result on this basis yet. */
    noResult: Type.Integer(),
    /** The result was imported from years without sheets. */
    noSheet: Type.Integer(),
  }),
  /** Of the values given; null for yes or no, and without any. */
  spread: Nullable(
    Type.Object({
      least: Type.Number(),
      lowerQuartile: Type.Number(),
      median: Type.Number(),
      upperQuartile: Type.Number(),
      most: Type.Number(),
    }),
  ),
  /** Beyond these a value stands apart; null where the rule says nothing. */
  fences: Nullable(Type.Object({ low: Type.Number(), high: Type.Number() })),
  /** Why there are no fences. */
  noFences: NullableOneOf(['tooFew', 'alike']),
  bins: Type.Array(
    Type.Object({
      from: Type.Number(),
      to: Type.Number(),
      communes: Type.Integer(),
      /** Null where thresholds differ. */
      isMet: Type.Unsafe<boolean | null>({ type: ['boolean', 'null'] }),
    }),
  ),
  /** Best value first, those without one last; at most 1,000. */
  rows: Type.Array(
    Type.Object({
      unit: UnitRef,
      parent: UnitRef,
      status: OneOf(ASSESSMENT_STATUSES),
      /** Criteria met in all. */
      met: Nullable(Type.Integer()),
      /** Among those with a value; equal values share one. */
      rank: Nullable(Type.Integer()),
      value: Type.Unsafe<boolean | number | null>({ type: ['boolean', 'number', 'null'] }),
      numerator: Figure,
      denominator: Figure,
      result: OneOf([...MEASURE_RESULTS, 'noResult', 'noSheet']),
      threshold: Figure,
      /** Distance to the threshold of what is not met, above 0. */
      gap: Figure,
      lastValue: Type.Unsafe<boolean | number | null>({ type: ['boolean', 'number', 'null'] }),
      change: Figure,
      outlier: NullableOneOf(['low', 'high']),
      /** How far beyond the fence, above 0. */
      beyond: Figure,
    }),
  ),
  /** Communes that `rows` leaves out. */
  leftOut: Type.Integer(),
})
export type DistributionView = Static<typeof DistributionView>
export type DistributionRow = DistributionView['rows'][number]
