import type { ProblemError } from '@ntm/shared/problems/wire'
import { checkSum, checkVillageFigure } from '@ntm/shared/villages/check-figure'
import { isCollectable } from '@ntm/shared/villages/collectable'
import type { VillageFiguresPatch } from '@ntm/shared/villages/figures-wire'
import { rollUp } from '@ntm/shared/villages/roll-up'
import type { Catalogue, CatalogueMeasure } from '../criteria/queries.js'
import type { FoundSheet } from './find-sheet.js'
import type { StoredFigure, VillageFigures } from './find-village-figures.js'
import { ANSWER_FAULTS, namedTwice, notCollectable, unknownMeasure, unknownVillage } from './messages.js'

/** What a change makes of one measure. */
export interface Collection {
  measure: CatalogueMeasure
  isCollected: boolean
  /** All that its villages have afterwards; empty when it is not collected any more. */
  figures: StoredFigure[]
  written: StoredFigure[]
  gone: Pick<StoredFigure, 'measureId' | 'villageId'>[]
  /** What stood where something is written or gone. */
  changedFrom: StoredFigure[]
}

type PatchedMeasure = VillageFiguresPatch['measures'][number]

/** What a patch comes to, measure by measure; every part that breaks a rule is added to `faults`. */
export function readCollections(
  set: Catalogue,
  sheet: FoundSheet,
  stored: VillageFigures,
  patch: VillageFiguresPatch,
  faults: ProblemError[],
): Collection[] {
  return patch.measures.flatMap((patched, index) => {
    const pointer = `/measures/${index}`
    const measure = set.measures.find(({ key }) => key === patched.measure)
    if (patch.measures.findIndex(({ measure: key }) => key === patched.measure) !== index) {
      faults.push({ pointer, code: 'named_twice', message: namedTwice })
      return []
    }
    if (!measure) {
      faults.push({ pointer: `${pointer}/measure`, code: 'unknown_measure', message: unknownMeasure(patched.measure) })
      return []
    }
    if (!isCollectable(set.code, measure)) {
      faults.push({ pointer: `${pointer}/measure`, code: 'not_collectable', message: notCollectable(measure.key) })
      return []
    }
    const isCollected =
      patched.collected ?? (patched.figures !== undefined || sheet.villageMeasures.includes(measure.id))
    const before = stored.figures.filter(({ measureId }) => measureId === measure.id)
    const named = readFigures(measure, patched, stored, pointer, faults)
    return [combine({ measure, isCollected, before, named, stored, pointer, faults })]
  })
}

type NamedFigure = { villageId: number } & ({ numerator: number; denominator: number } | { numerator: null })

function readFigures(
  measure: CatalogueMeasure,
  { figures = [] }: PatchedMeasure,
  { villages }: VillageFigures,
  pointer: string,
  faults: ProblemError[],
): NamedFigure[] {
  return figures.flatMap((figure, index): NamedFigure[] => {
    const at = `${pointer}/figures/${index}`
    const village = villages.find(({ code, isValid }) => isValid && code === figure.village)
    if (!village) {
      faults.push({ pointer: `${at}/village`, code: 'unknown_village', message: unknownVillage(figure.village) })
      return []
    }
    if (figures.findIndex(({ village: code }) => code === figure.village) !== index) {
      faults.push({ pointer: at, code: 'named_twice', message: namedTwice })
      return []
    }
    const { numerator, denominator } = figure
    if (numerator === null && denominator === null) return [{ villageId: village.id, numerator }]
    const fault = checkVillageFigure(figure)
    if (fault || numerator === null || denominator === null) {
      const { field, code } = fault ?? { field: 'numerator', code: 'ratio_incomplete' }
      faults.push({ pointer: `${at}/${field}`, code, message: `${village.fullName}: ${ANSWER_FAULTS[code]}` })
      return []
    }
    return [{ villageId: village.id, numerator, denominator }]
  })
}

function combine(change: {
  measure: CatalogueMeasure
  isCollected: boolean
  before: readonly StoredFigure[]
  named: readonly NamedFigure[]
  stored: VillageFigures
  pointer: string
  faults: ProblemError[]
}): Collection {
  const { measure, isCollected, before, named, stored, pointer, faults } = change
  const valid = new Set(stored.villages.filter(({ isValid }) => isValid).map(({ id }) => id))
  const kept = isCollected ? before.filter(({ villageId }) => valid.has(villageId)) : []
  const after = new Map(kept.map((figure) => [figure.villageId, figure]))
  if (isCollected) {
    for (const figure of named) {
      const { villageId } = figure
      if (figure.numerator === null) after.delete(villageId)
      else after.set(villageId, { measureId: measure.id, ...figure })
    }
  }
  const figures = [...after.values()]
  const sum = rollUp(figures)
  const fault = sum && checkSum(sum)
  if (fault) faults.push({ pointer, code: fault.code, message: ANSWER_FAULTS[fault.code] })

  const old = new Map(before.map((figure) => [figure.villageId, figure]))
  const isSame = (a: StoredFigure, b: StoredFigure | undefined) =>
    a.numerator === b?.numerator && a.denominator === b.denominator
  const written = figures.filter((figure) => !isSame(figure, old.get(figure.villageId)))
  const gone = before.filter(({ villageId }) => !after.has(villageId))
  const touched = new Set([...written, ...gone].map(({ villageId }) => villageId))
  return {
    measure,
    isCollected,
    figures,
    written,
    gone: gone.map(({ measureId, villageId }) => ({ measureId, villageId })),
    changedFrom: before.filter(({ villageId }) => touched.has(villageId)),
  }
}
