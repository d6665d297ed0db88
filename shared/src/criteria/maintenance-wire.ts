import { Type, type Static } from 'typebox'
import { UnitRef } from '../units/wire.js'
import { ClosedObject, DayText, InstantText, Nullable, OneOf, PlainText, UnitCode } from '../wire/parts.js'
import { COMPARATORS, MEASURE_KINDS } from './wire.js'

/** `true` for a boolean measure, else in the measure's unit. */
const ThresholdValue = Type.Unsafe<number | true>({ type: ['number', 'boolean'] })

/** One threshold as it was set; null by whom or when: it came with the set. */
export const ThresholdEntry = Type.Object({
  id: Type.Integer(),
  /** `*` is the whole nation. */
  region: Type.String(),
  unit: Nullable(UnitRef),
  /** Null: for every year. */
  year: Nullable(Type.Integer()),
  value: ThresholdValue,
  confirmed: Type.Boolean(),
  setBy: Nullable(Type.String()),
  legalBasis: Nullable(Type.String()),
  note: Nullable(Type.String()),
  source: Nullable(Type.String()),
  reason: Nullable(Type.String()),
  recordedAt: Nullable(InstantText),
  recordedBy: Nullable(Type.String()),
  /** When another took its place; null: it holds. */
  replacedAt: Nullable(InstantText),
})
export type ThresholdEntry = Static<typeof ThresholdEntry>

const measureFields = {
  criteriaSet: Type.String(),
  region: Type.String(),
  measure: Type.Object({
    key: Type.String(),
    label: Nullable(Type.String()),
    labelEn: Nullable(Type.String()),
    criterion: Type.Integer(),
    indicator: Type.String(),
    kind: OneOf(MEASURE_KINDS),
    unit: Nullable(Type.String()),
    comparator: OneOf(COMPARATORS),
  }),
  /** Those that hold: nation, region, then single units; each by year. */
  current: Type.Array(ThresholdEntry),
  /** Those that held before, latest first. */
  replaced: Type.Array(ThresholdEntry),
}

export const MeasureThresholds = Type.Object(measureFields)
export type MeasureThresholds = Static<typeof MeasureThresholds>

/** What a change did to the sheets that are still open: how many were judged anew, and in how many the result changed. */
export const ThresholdDecided = Type.Object({
  ...measureFields,
  rejudged: Type.Object({ sheets: Type.Integer(), changed: Type.Integer() }),
})
export type ThresholdDecided = Static<typeof ThresholdDecided>

/**
 * The value that holds for a scope: the same as so far confirms it, another corrects it.
 *
 * `region` is the set's own unless `*` is named; a unit is one of that region.
 */
export const ThresholdDecision = Type.Object(
  {
    region: Type.Optional(Type.String({ pattern: '^(\\*|[a-z0-9-]{1,40})$' })),
    unit: Type.Optional(UnitCode),
    year: Type.Optional(Type.Integer({ minimum: 2000, maximum: 2100 })),
    value: ThresholdValue,
    legalBasis: PlainText(200),
    note: Type.Optional(PlainText(1_000)),
    reason: PlainText(1_000),
  },
  ClosedObject,
)
export type ThresholdDecision = Static<typeof ThresholdDecision>

/** An agency in charge of an indicator; null days leave that side open. */
export const LeadEntry = Type.Object({
  agency: Type.String(),
  agencyName: Type.String(),
  from: Nullable(DayText),
  to: Nullable(DayText),
  legalBasis: Nullable(Type.String()),
  reason: Nullable(Type.String()),
  recordedBy: Nullable(Type.String()),
})
export type LeadEntry = Static<typeof LeadEntry>

export const IndicatorLeads = Type.Object({
  criteriaSet: Type.String(),
  indicator: Type.String(),
  name: Type.String(),
  nameEn: Type.String(),
  /** In charge today; null when nobody is. */
  current: Nullable(LeadEntry),
  /** In the order of time. */
  leads: Type.Array(LeadEntry),
})
export type IndicatorLeads = Static<typeof IndicatorLeads>

export const LeadChange = Type.Object(
  {
    agency: Type.String({ pattern: '^[a-z0-9-]{1,40}$' }),
    from: DayText,
    legalBasis: Type.Optional(PlainText(200)),
    reason: PlainText(1_000),
  },
  ClosedObject,
)
export type LeadChange = Static<typeof LeadChange>
