import { Type, type Static } from 'typebox'
import { ASSESSMENT_STATUSES } from '../assessments/status.js'
import { UnitRef } from '../units/wire.js'
import { ClosedObject, DayText, InstantText, Nullable, OneOf, PageOf, PlainText } from '../wire/parts.js'

export const PeriodView = Type.Object({
  period: Type.String(),
  opensOn: Type.String(),
  /** Hạn nộp. */
  dueOn: Type.String(),
  /** Khóa sổ. */
  locksOn: Type.String(),
  consolidatedAt: Nullable(Type.String()),
  criteriaSet: Nullable(Type.String()),
  /** Whether its results came by an import of past years: there are no sheets of it. */
  isImported: Type.Boolean(),
})
export type PeriodView = Static<typeof PeriodView>

export const PeriodPage = PageOf(PeriodView)
export type PeriodPage = Static<typeof PeriodPage>

/** The two days of a month that the provincial office sets; one that is left out stays. */
export const PeriodPatch = Type.Object(
  { dueOn: Type.Optional(DayText), locksOn: Type.Optional(DayText), reason: Type.Optional(PlainText(1000)) },
  ClosedObject,
)
export type PeriodPatch = Static<typeof PeriodPatch>

const Gap = Type.Object({ unit: UnitRef, parent: UnitRef, status: OneOf(ASSESSMENT_STATUSES) })

/** One consolidation (tổng hợp) of a month: the first, or a correction with its own number. */
export const ConsolidationView = Type.Object({
  number: Type.Integer(),
  at: InstantText,
  by: Nullable(Type.String()),
  note: Nullable(Type.String()),
  /** Sheets that became the number of record then. */
  communes: Type.Integer(),
  /** Of them, corrections of an earlier number of record. */
  corrected: Type.Integer(),
  /** Communes of the programme that had no approved sheet. */
  gaps: Type.Array(Gap),
})
export type ConsolidationView = Static<typeof ConsolidationView>

/** What a consolidation would do now, and what stands in its way or should be known first. */
export const ConsolidationCheck = Type.Object({
  period: Type.String(),
  communes: Type.Integer(),
  /** Approved sheets that would become the number of record. */
  ready: Type.Array(
    Type.Object({
      unit: UnitRef,
      parent: UnitRef,
      revision: Type.Integer(),
      /** Indicators that no department has confirmed or rejected on the present value. */
      unverified: Type.Integer(),
      /** Indicators that will not be met in the number of record, because their department rejected them. */
      rejected: Type.Array(Type.String()),
    }),
  ),
  /** Communes that would be reported as without an approved sheet. */
  gaps: Type.Array(Gap),
  /** Communes whose number of record stands already. */
  recorded: Type.Integer(),
  done: Type.Array(ConsolidationView),
})
export type ConsolidationCheck = Static<typeof ConsolidationCheck>

export const NewConsolidation = Type.Object({ note: Type.Optional(PlainText(1000)) }, ClosedObject)
export type NewConsolidation = Static<typeof NewConsolidation>
