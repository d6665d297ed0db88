import type { Catalogue } from '../criteria/queries.js'
import { stoodBefore } from './describe-values.js'
import type { SheetForFigures } from './find-many.js'
import type { StoredValue } from './find-sheet.js'
import { judgeCriteria } from './judge-sheet.js'
import { overlay } from './measure-index.js'

/** Figures to be written in a sheet, judged. */
export interface Change {
  sheet: SheetForFigures
  set: Catalogue
  values: StoredValue[]
}

/** Figures of a commune that are others than stand in its sheet, and criteria that it meets before and after. */
export interface PlannedChange {
  unitCode: string
  set: Catalogue
  /** Of these measures, what stands there. */
  old: StoredValue[]
  new: StoredValue[]
  metBefore: number
  metAfter: number
}

export function planChange({ sheet, set, values }: Change): PlannedChange {
  const countMet = (figures: readonly StoredValue[]) =>
    judgeCriteria(set, figures).filter((result) => result === 'met').length
  return {
    unitCode: sheet.unit.code,
    set,
    old: stoodBefore(sheet.values, values),
    new: values,
    metBefore: countMet(sheet.values),
    metAfter: countMet(overlay(sheet.values, values)),
  }
}
