import { Type, type Static } from 'typebox'
import { COMPARATORS, CRITERION_RESULTS, MEASURE_RESULTS } from '../criteria/wire.js'
import { VERDICTS } from '../verifications/verdicts.js'
import { UnitRef } from '../units/wire.js'
import { ASSESSMENT_ACTIONS, ASSESSMENT_STATUSES } from './status.js'
import { ClosedObject, DayText, InstantText, Nullable, NullableOneOf, OneOf, PageOf, PlainText } from '../wire/parts.js'

/** `true`/`false` for a boolean measure, else a decimal in the measure's unit. */
export const MeasureValue = Type.Unsafe<boolean | number | null>({ type: ['boolean', 'number', 'null'] })

export const ValueView = Type.Object({
  measure: Type.String(),
  value: MeasureValue,
  numerator: Nullable(Type.Number()),
  denominator: Nullable(Type.Number()),
  notApplicable: Type.Boolean(),
  note: Nullable(Type.String()),
  result: OneOf(MEASURE_RESULTS),
  threshold: Type.Object({
    comparator: OneOf(COMPARATORS),
    value: Type.Unsafe<number | true>({ type: ['number', 'boolean'] }),
    confirmed: Type.Boolean(),
  }),
})
export type ValueView = Static<typeof ValueView>

export const SheetCriterionView = Type.Object({
  number: Type.Integer(),
  /** Judged from the commune's own values, now. */
  reported: OneOf(CRITERION_RESULTS),
  /** What the district accepted; null until it has. */
  approved: NullableOneOf(CRITERION_RESULTS),
  /** What departments have made of it: not met where one rejected an indicator, null until all are confirmed. */
  verified: NullableOneOf(CRITERION_RESULTS),
  /** The number of record; null until the month is consolidated. */
  official: NullableOneOf(CRITERION_RESULTS),
  overruled: Nullable(Type.Object({ result: OneOf(CRITERION_RESULTS), reason: Type.String(), by: Type.String() })),
  /** Result in the month before; null where there was none. */
  lastMonth: NullableOneOf(CRITERION_RESULTS),
  obstacle: Nullable(Type.String()),
  remedy: Nullable(Type.String()),
  remedyDueOn: Nullable(Type.String()),
  /** Why a criterion that was met last month no longer is. */
  explanation: Nullable(Type.String()),
})
export type SheetCriterionView = Static<typeof SheetCriterionView>

export const LOCK_CODES = [
  'period_not_open',
  'period_locked',
  'consolidated',
  'under_review',
  'no_criteria_set',
] as const

export const LockView = Type.Object({
  code: OneOf(LOCK_CODES),
  /** Who or what locked it, in words. */
  by: Type.String(),
  /** Day since when. */
  since: Nullable(Type.String()),
  /** What the reader can do now, in words. */
  next: Type.String(),
})
export type LockView = Static<typeof LockView>

export const SheetVerification = Type.Object({
  indicator: Type.String(),
  verdict: OneOf(VERDICTS),
  reason: Nullable(Type.String()),
  agency: Type.String(),
  by: Type.String(),
  at: InstantText,
  /** Month whose value was looked at: a rejection stands until a later value is confirmed. */
  period: Type.String(),
  /** Whether the commune has changed the answers since. */
  outdated: Type.Boolean(),
})
export type SheetVerification = Static<typeof SheetVerification>

/** Phiếu đánh giá: one commune's sheet of one month. */
export const AssessmentView = Type.Object({
  unit: UnitRef,
  parent: UnitRef,
  period: Type.String(),
  criteriaSet: Type.String(),
  status: OneOf(ASSESSMENT_STATUSES),
  revision: Type.Integer(),
  /** Revision that is the number of record; null until there is one. */
  officialRevision: Nullable(Type.Integer()),
  /** Until when and why the province opened a locked or consolidated sheet again; null when it did not. */
  reopened: Nullable(Type.Object({ until: Type.String(), reason: Type.String(), by: Type.String() })),
  dueOn: Type.String(),
  locksOn: Type.String(),
  /** Why the sheet takes no edits now; null when it does. */
  lock: Nullable(LockView),
  /** Number given back by the latest submission. */
  receipt: Nullable(Type.String()),
  firstSubmittedAt: Nullable(InstantText),
  submittedAt: Nullable(InstantText),
  /** By the first submission against `dueOn`; null while nothing was submitted. */
  timeliness: NullableOneOf(['onTime', 'late']),
  author: Nullable(Type.String()),
  values: Type.Array(ValueView),
  /** Measures of which the value is the sum of the villages' figures, and is not typed. */
  villageMeasures: Type.Array(Type.String()),
  criteria: Type.Array(SheetCriterionView),
  summary: Type.Object({ met: Type.Integer(), notMet: Type.Integer(), incomplete: Type.Integer() }),
  /** Indicators sent back by the latest return, until the sheet is submitted again. */
  returned: Type.Array(Type.Object({ indicator: Type.String(), reason: Type.String() })),
  /** What the departments in charge say of its indicators. */
  verifications: Type.Array(SheetVerification),
  /** Who returned it, when, and what was said of the whole. */
  review: Nullable(
    Type.Object({
      action: OneOf(['return', 'approve']),
      by: Type.String(),
      at: InstantText,
      reason: Nullable(Type.String()),
    }),
  ),
  /** What the caller may do with the sheet as it stands. */
  allowed: Type.Object({
    edit: Type.Boolean(),
    submit: Type.Boolean(),
    withdraw: Type.Boolean(),
    return: Type.Boolean(),
    approve: Type.Boolean(),
    reopen: Type.Boolean(),
  }),
})
export type AssessmentView = Static<typeof AssessmentView>

/** The months of each measure before the sheet's own, oldest first; null where nothing was recorded. */
export const MeasureHistory = Type.Object({
  periods: Type.Array(Type.String()),
  measures: Type.Array(
    Type.Object({
      measure: Type.String(),
      values: Type.Array(MeasureValue),
      numerators: Type.Array(Nullable(Type.Number())),
      denominators: Type.Array(Nullable(Type.Number())),
    }),
  ),
})
export type MeasureHistory = Static<typeof MeasureHistory>

export const AssessmentSummary = Type.Object({
  unit: UnitRef,
  parent: UnitRef,
  period: Type.String(),
  status: OneOf(ASSESSMENT_STATUSES),
  revision: Type.Integer(),
  /** The sheet's ETag, for a decision from the list. */
  version: Type.Integer(),
  dueOn: Type.String(),
  /** How many of all measures have an answer. */
  answered: Type.Integer(),
  measures: Type.Integer(),
  /** Criteria met by the commune's own values; null where the caller may not see them yet. */
  met: Nullable(Type.Integer()),
  firstSubmittedAt: Nullable(InstantText),
  submittedAt: Nullable(InstantText),
  timeliness: NullableOneOf(['onTime', 'late']),
  updatedAt: Nullable(InstantText),
  /** Indicators waiting for correction. */
  returned: Type.Integer(),
})
export type AssessmentSummary = Static<typeof AssessmentSummary>

export const AssessmentPage = PageOf(AssessmentSummary)
export type AssessmentPage = Static<typeof AssessmentPage>

export const AssessmentPatch = Type.Object(
  {
    values: Type.Optional(
      Type.Array(
        Type.Object(
          {
            measure: Type.String({ maxLength: 20 }),
            value: Type.Optional(MeasureValue),
            numerator: Type.Optional(Nullable(Type.Number())),
            denominator: Type.Optional(Nullable(Type.Number())),
            notApplicable: Type.Optional(Type.Boolean()),
            note: Type.Optional(Nullable(PlainText(2000))),
          },
          ClosedObject,
        ),
        { maxItems: 200 },
      ),
    ),
    criteria: Type.Optional(
      Type.Array(
        Type.Object(
          {
            number: Type.Integer({ minimum: 1, maximum: 99 }),
            obstacle: Type.Optional(Nullable(PlainText(4000))),
            remedy: Type.Optional(Nullable(PlainText(4000))),
            remedyDueOn: Type.Optional(Nullable(DayText)),
            explanation: Type.Optional(Nullable(PlainText(4000))),
          },
          ClosedObject,
        ),
        { maxItems: 99 },
      ),
    ),
  },
  ClosedObject,
)
export type AssessmentPatch = Static<typeof AssessmentPatch>

export const TransitionRequest = Type.Object(
  {
    action: OneOf(ASSESSMENT_ACTIONS),
    reason: Type.Optional(PlainText(4000)),
    returned: Type.Optional(
      Type.Array(Type.Object({ indicator: Type.String({ maxLength: 20 }), reason: PlainText(4000) }, ClosedObject), {
        maxItems: 200,
      }),
    ),
    overrules: Type.Optional(
      Type.Array(
        Type.Object(
          {
            criterion: Type.Integer({ minimum: 1, maximum: 99 }),
            result: OneOf(CRITERION_RESULTS),
            reason: PlainText(4000),
          },
          ClosedObject,
        ),
        { maxItems: 99 },
      ),
    ),
    /** Last day on which a re-opened sheet takes edits. */
    expiresOn: Type.Optional(DayText),
    /** Of a submission: what is still to be saved, in the same transaction. */
    ...AssessmentPatch.properties,
  },
  ClosedObject,
)
export type TransitionRequest = Static<typeof TransitionRequest>
