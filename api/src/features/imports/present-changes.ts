import type { CommuneChange, CommuneChanges, FigureChange, FigureState } from '@ntm/shared/imports/changes-wire'
import type { Catalogue, CatalogueMeasure } from '../criteria/queries.js'
import type { ChangedCommune, ToldFigure } from './find-changes.js'
import type { ReadChanges } from './preview-changes.js'
import { nameMeasure } from './template-words.js'

export function presentCommune({ code, name, figures, metBefore, metAfter }: ChangedCommune): CommuneChange {
  const met = metBefore === null || metAfter === null ? null : { before: metBefore, after: metAfter }
  return { code, name, figures, met }
}

export function presentChanges(read: ReadChanges): CommuneChanges {
  const { commune, fault } = read
  const refused = fault ? { code: fault.code, message: fault.message } : null
  return { ...presentCommune(commune), refused, changes: listChanges(read) }
}

/** Figures that change, in the order of the set. */
export function listChanges({ set, ...read }: ReadChanges): FigureChange[] {
  if (!set) return []
  const [old, after] = [byMeasure(read.old), byMeasure(read.new)]
  return set.measures.flatMap((measure) => {
    const told = after.get(measure.key)
    if (!told) return []
    const { key, kind, unit } = measure
    const names = { name: nameMeasure(set, measure), nameEn: nameInEnglish(set, measure) }
    return [{ measure: key, ...names, kind, unit, old: stateOf(measure, old.get(key)), new: stateOf(measure, told) }]
  })
}

const byMeasure = (figures: readonly ToldFigure[]) => new Map(figures.map((figure) => [figure.measure, figure]))

function nameInEnglish(set: Catalogue, { indicator, labelEn }: CatalogueMeasure): string {
  const name = set.indicators.find(({ code }) => code === indicator)?.nameEn ?? indicator
  return [name, labelEn].filter(Boolean).join(' – ')
}

function stateOf({ kind }: CatalogueMeasure, told: ToldFigure | undefined): FigureState {
  const value = told?.value ?? null
  return {
    value: kind === 'boolean' && value !== null ? value === 1 : value,
    numerator: told?.numerator ?? null,
    denominator: told?.denominator ?? null,
    notApplicable: told?.notApplicable ?? false,
    note: told?.note ?? null,
    result: told?.result ?? 'missing',
  }
}
