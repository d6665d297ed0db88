import { Type, type Static } from 'typebox'
import { UnitRef } from '../units/wire.js'
import { Nullable, OneOf } from '../wire/parts.js'

/** Rows of the table: the units right below the one asked for, or every commune in it. */
export const DISCIPLINE_ROWS = ['children', 'communes'] as const

const Counts = {
  /** Communes of the programme on the last day of the month. */
  expected: Type.Integer(),
  /** With a first submission that was not empty. */
  reported: Type.Integer(),
  /** First submitted by the due day. */
  onTime: Type.Integer(),
}
const Rated = Type.Object({
  ...Counts,
  /** Percent of what was expected, one decimal, 0–100; null where nothing was. */
  rate: Nullable(Type.Number()),
  timeliness: Nullable(Type.Number()),
})
export type RatedReports = Static<typeof Rated>

export const DisciplineView = Type.Object({
  unit: UnitRef,
  ancestors: Type.Array(UnitRef),
  /** Day on which it was looked at: decides which months are due. */
  today: Type.String(),
  rowsAre: OneOf(DISCIPLINE_ROWS),
  months: Type.Array(
    Type.Object({
      period: Type.String(),
      dueOn: Type.String(),
      /** The due day is over: the month belongs in the rates. */
      isDue: Type.Boolean(),
      total: Rated,
    }),
  ),
  rows: Type.Array(
    Type.Object({
      unit: UnitRef,
      parent: Nullable(UnitRef),
      /** One a month, in their order. */
      months: Type.Array(
        Type.Object({
          ...Counts,
          /** Of a single commune: the day of its first submission. */
          submittedOn: Nullable(Type.String()),
        }),
      ),
      /** Over the months that are due. */
      total: Rated,
    }),
  ),
  /** Over the months that are due. */
  total: Rated,
})
export type DisciplineView = Static<typeof DisciplineView>
