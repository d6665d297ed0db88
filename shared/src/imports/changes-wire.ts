import { Type, type Static } from 'typebox'
import { MeasureValue } from '../assessments/wire.js'
import { MEASURE_KINDS, MEASURE_RESULTS } from '../criteria/wire.js'
import { Nullable, OneOf, PageOf } from '../wire/parts.js'

/** A figure as it stands in a sheet, or would. */
export const FigureState = Type.Object({
  /** In the measure's unit; of a measure that is met or not, whether it is. */
  value: MeasureValue,
  numerator: Nullable(Type.Number()),
  denominator: Nullable(Type.Number()),
  notApplicable: Type.Boolean(),
  note: Nullable(Type.String()),
  result: OneOf(MEASURE_RESULTS),
})
export type FigureState = Static<typeof FigureState>

/** One figure that an import changes: what stood there, and what takes its place. */
export const FigureChange = Type.Object({
  measure: Type.String(),
  name: Type.String(),
  nameEn: Type.String(),
  kind: OneOf(MEASURE_KINDS),
  unit: Nullable(Type.String()),
  old: FigureState,
  new: FigureState,
})
export type FigureChange = Static<typeof FigureChange>

/** A commune in which an import changes figures, and how many criteria it meets before and after. */
const head = {
  code: Type.String(),
  name: Type.String(),
  /** Figures that change. */
  figures: Type.Integer(),
  /** Null for what was imported before this was kept. */
  met: Nullable(Type.Object({ before: Type.Integer(), after: Type.Integer() })),
}

export const CommuneChange = Type.Object(head)
export type CommuneChange = Static<typeof CommuneChange>

export const ChangePage = PageOf(CommuneChange)
export type ChangePage = Static<typeof ChangePage>

export const CommuneChanges = Type.Object({
  ...head,
  /** Why the file would be refused now because of this commune, since it was checked; null: nothing is in the way. */
  refused: Nullable(Type.Object({ code: Type.String(), message: Type.String() })),
  /** In the order of the criteria set. */
  changes: Type.Array(FigureChange),
})
export type CommuneChanges = Static<typeof CommuneChanges>
