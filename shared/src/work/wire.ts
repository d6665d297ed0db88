import { Type, type Static } from 'typebox'
import { AssessmentSummary } from '../assessments/wire.js'
import { Progress } from '../analysis/wire.js'
import { UnitRef } from '../units/wire.js'
import { OneOf } from '../wire/parts.js'

export const WORK_KINDS = ['fillSheet', 'correctSheet', 'awaitingReview', 'reviewSheet', 'notBegun'] as const

/** What waits for the caller, most urgent first. */
export const WorkView = Type.Object({
  today: Type.String(),
  period: Type.String(),
  dueOn: Type.String(),
  locksOn: Type.String(),
  daysToDue: Type.Integer(),
  items: Type.Array(
    Type.Object({
      kind: OneOf(WORK_KINDS),
      sheet: AssessmentSummary,
      /** Negative when overdue. */
      daysLeft: Type.Integer(),
    }),
  ),
  /** How far the units under the caller are with the month, a row each; empty for a commune. */
  progress: Type.Array(Type.Object({ unit: UnitRef, communes: Type.Integer(), progress: Progress })),
})
export type WorkView = Static<typeof WorkView>
