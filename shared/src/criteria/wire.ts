import { Type, type Static } from 'typebox'
import { Nullable, OneOf } from '../wire/parts.js'

export const CRITERION_RESULTS = ['met', 'notMet', 'incomplete'] as const
export const MEASURE_RESULTS = ['met', 'notMet', 'missing', 'notApplicable'] as const
export const MEASURE_KINDS = ['boolean', 'percent', 'number'] as const
export const COMPARATORS = ['is', '>=', '<='] as const

const ThresholdView = Type.Object({
  /** `true` for a boolean measure, else in the measure's unit. */
  value: Type.Unsafe<number | true>({ type: ['number', 'boolean'] }),
  confirmed: Type.Boolean(),
  legalBasis: Nullable(Type.String()),
  note: Nullable(Type.String()),
})

export const MeasureView = Type.Object({
  key: Type.String(),
  label: Nullable(Type.String()),
  labelEn: Nullable(Type.String()),
  kind: OneOf(MEASURE_KINDS),
  unit: Nullable(Type.String()),
  comparator: OneOf(COMPARATORS),
  allowsNotApplicable: Type.Boolean(),
  threshold: ThresholdView,
})
export type MeasureView = Static<typeof MeasureView>

export const IndicatorView = Type.Object({
  code: Type.String(),
  name: Type.String(),
  nameEn: Type.String(),
  leadAgency: Type.String(),
  leadAgencyName: Type.String(),
  measures: Type.Array(MeasureView),
})
export type IndicatorView = Static<typeof IndicatorView>

export const CriterionView = Type.Object({
  number: Type.Integer(),
  name: Type.String(),
  nameEn: Type.String(),
  indicators: Type.Array(IndicatorView),
})
export type CriterionView = Static<typeof CriterionView>

export const CriteriaSetView = Type.Object({
  code: Type.String(),
  name: Type.String(),
  nameEn: Type.String(),
  legalBasis: Type.Array(
    Type.Object({
      number: Type.String(),
      issuedOn: Type.String(),
      issuer: Type.String(),
      note: Nullable(Type.String()),
    }),
  ),
  validFrom: Type.String(),
  validTo: Nullable(Type.String()),
  groups: Type.Array(
    Type.Object({
      code: Type.String(),
      name: Type.String(),
      nameEn: Type.String(),
      criteria: Type.Array(CriterionView),
    }),
  ),
})
export type CriteriaSetView = Static<typeof CriteriaSetView>

export const CriteriaSetList = Type.Object({
  data: Type.Array(
    Type.Object({
      code: Type.String(),
      name: Type.String(),
      nameEn: Type.String(),
      validFrom: Type.String(),
      validTo: Nullable(Type.String()),
    }),
  ),
})
export type CriteriaSetList = Static<typeof CriteriaSetList>
