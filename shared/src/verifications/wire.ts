import { Type, type Static } from 'typebox'
import { ASSESSMENT_STATUSES } from '../assessments/status.js'
import { COMPARATORS, MEASURE_RESULTS } from '../criteria/wire.js'
import { UnitRef } from '../units/wire.js'
import {
  ClosedObject,
  InstantText,
  Nullable,
  NullableOneOf,
  OneOf,
  PageOf,
  PeriodText,
  PlainText,
  UnitCode,
} from '../wire/parts.js'
import { VERDICTS, VERIFICATION_STATES } from './verdicts.js'

/** One verdict on any number of indicators in any number of communes. */
export const NewVerification = Type.Object(
  {
    period: PeriodText,
    indicators: Type.Array(Type.String({ maxLength: 20 }), { minItems: 1, maxItems: 100 }),
    units: Type.Array(UnitCode, { minItems: 1, maxItems: 500 }),
    verdict: OneOf(VERDICTS),
    reason: Type.Optional(PlainText(4000)),
  },
  ClosedObject,
)
export type NewVerification = Static<typeof NewVerification>

export const REFUSALS = ['unit_not_found', 'not_in_charge', 'not_submitted', 'already_recorded'] as const
export type Refusal = (typeof REFUSALS)[number]

export const VerificationOutcome = Type.Object({
  /** Indicators of sheets that the verdict was recorded for. */
  applied: Type.Integer(),
  refused: Type.Array(
    Type.Object({
      unit: Type.String(),
      /** Null where the whole sheet is refused. */
      indicator: Nullable(Type.String()),
      code: OneOf(REFUSALS),
      message: Type.String(),
    }),
  ),
})
export type VerificationOutcome = Static<typeof VerificationOutcome>

/** One indicator of one sheet as its department sees it. */
export const VerificationView = Type.Object({
  unit: UnitRef,
  parent: UnitRef,
  period: Type.String(),
  revision: Type.Integer(),
  status: OneOf(ASSESSMENT_STATUSES),
  submittedAt: Nullable(InstantText),
  indicator: Type.String(),
  /** Agency in charge on the last day of the month. */
  agency: Type.String(),
  state: OneOf(VERIFICATION_STATES),
  /** Whether the commune has changed the answers since the verdict. */
  outdated: Type.Boolean(),
  reason: Nullable(Type.String()),
  by: Nullable(Type.String()),
  at: Nullable(InstantText),
  /** Month of the verdict; an earlier one where a rejection still stands. */
  verdictOf: Nullable(Type.String()),
  /** What the commune answers. */
  values: Type.Array(
    Type.Object({
      measure: Type.String(),
      value: Type.Unsafe<boolean | number | null>({ type: ['boolean', 'number', 'null'] }),
      /** The approved value of the month before; null where there is none. */
      lastMonth: Type.Unsafe<boolean | number | null>({ type: ['boolean', 'number', 'null'] }),
      /** The one it was judged by; null where the sheet has no answer. */
      threshold: Nullable(
        Type.Object({
          comparator: OneOf(COMPARATORS),
          value: Type.Unsafe<number | true>({ type: ['number', 'boolean'] }),
          confirmed: Type.Boolean(),
        }),
      ),
      numerator: Nullable(Type.Number()),
      denominator: Nullable(Type.Number()),
      notApplicable: Type.Boolean(),
      note: Nullable(Type.String()),
      result: OneOf(MEASURE_RESULTS),
    }),
  ),
  /** Whether the caller may give a verdict now. */
  allowed: Type.Boolean(),
  verdict: NullableOneOf(VERDICTS),
})
export type VerificationView = Static<typeof VerificationView>

export const VerificationPage = PageOf(VerificationView)
export type VerificationPage = Static<typeof VerificationPage>
