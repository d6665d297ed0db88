import type { Figure } from '../assessments/change-many.js'
import type { Catalogue } from '../criteria/queries.js'
import type { StagedFigure, StagedSheet } from './write-staged.js'

/** What a file says of communes, as it would be typed in their sheets. */
export function toSheetFigures(
  staged: readonly (StagedSheet & { figures: readonly StagedFigure[] })[],
  sets: readonly Catalogue[],
) {
  const kinds = new Map(sets.flatMap(({ measures }) => measures.map(({ key, kind }) => [key, kind])))
  return staged.map(({ unitCode, baseVersion, figures }) => ({
    unitCode,
    baseVersion,
    values: figures.map((figure) => toFigure(figure, kinds.get(figure.measure) === 'boolean')),
  }))
}

function toFigure(staged: StagedFigure, isBoolean: boolean): Figure {
  const { measure, value, numerator, denominator, notApplicable, note } = staged
  const figure: Figure = { measure }
  if (value !== null) figure.value = isBoolean ? value === 1 : value
  if (numerator !== null) figure.numerator = numerator
  if (denominator !== null) figure.denominator = denominator
  if (notApplicable === true) figure.notApplicable = true
  if (note !== null) figure.note = note
  return figure
}
