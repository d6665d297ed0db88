import { yearOf } from '@ntm/shared/periods/period'
import { isCollectable } from '@ntm/shared/villages/collectable'
import type { VillageFiguresView } from '@ntm/shared/villages/figures-wire'
import { judgeVillage } from '@ntm/shared/villages/judge-village'
import { canEdit as isEditable } from '@ntm/shared/assessments/status'
import type { Catalogue, CatalogueMeasure } from '../criteria/queries.js'
import type { FoundSheet } from './find-sheet.js'
import type { SheetVillage, VillageFigures } from './find-village-figures.js'
import { getThreshold } from './judge-sheet.js'
import { explainLock } from './locks.js'
import { canEdit } from './policy.js'
import type { Viewer } from './present.js'

/** What a month has of the villages, measure by measure, each judged by the threshold that the sheet is judged by. */
export function presentVillageFigures(
  sheet: FoundSheet,
  set: Catalogue,
  stored: VillageFigures,
  viewer: Viewer,
): VillageFiguresView {
  const lock = explainLock(sheet, viewer.today)
  const villages = countedVillages(sheet, stored)
  return {
    unit: sheet.unit,
    parent: sheet.parent,
    period: sheet.period,
    criteriaSet: set.code,
    status: sheet.status,
    revision: sheet.revision,
    lock,
    villages: villages.map(({ code, type, name, fullName, households, isDifficult, isValid }) => ({
      ...{ code, type, name, fullName, households, isDifficult },
      hasEnded: !isValid,
    })),
    measures: set.measures
      .filter((measure) => isCollectable(set.code, measure))
      .map((measure) => presentMeasure(sheet, set, measure, villages, stored)),
    allowed: { edit: canEdit(viewer.actor, sheet) && lock === null && isEditable(sheet.status) },
  }
}

/** A sheet that takes no more edits keeps to the villages that it counts, whatever became of the list since. */
function countedVillages(sheet: FoundSheet, { villages, figures }: VillageFigures): SheetVillage[] {
  if (isEditable(sheet.status) || figures.length === 0) return villages
  const counted = new Set(figures.map(({ villageId }) => villageId))
  return villages.filter(({ id }) => counted.has(id))
}

function presentMeasure(
  sheet: FoundSheet,
  set: Catalogue,
  measure: CatalogueMeasure,
  villages: readonly SheetVillage[],
  stored: VillageFigures,
): VillageFiguresView['measures'][number] {
  const value = sheet.values.find(({ measureId }) => measureId === measure.id)
  const used = value && measure.thresholds.find(({ id }) => id === value.thresholdId)
  const place = { uid: sheet.unit.uid, year: yearOf(sheet.period) }
  const threshold = Number((used ?? getThreshold(set, measure, place)).value)
  const judged = { comparator: measure.comparator, threshold }
  const figures = stored.figures.filter(({ measureId }) => measureId === measure.id)
  const filled = new Map(figures.map((figure) => [figure.villageId, figure]))
  const collected = sheet.villageMeasures.includes(measure.id)
  return {
    measure: measure.key,
    criterion: measure.criterion,
    ...judged,
    collected,
    value: value?.value ?? null,
    numerator: value?.numerator ?? null,
    denominator: value?.denominator ?? null,
    result: value?.result ?? 'missing',
    figures: villages.flatMap(({ id, code }) => {
      const figure = filled.get(id)
      if (!figure) return []
      const { numerator, denominator } = figure
      return [{ village: code, numerator, denominator, result: judgeVillage(judged, figure) }]
    }),
    missing: collected ? villages.filter(({ id, isValid }) => isValid && !filled.has(id)).map(({ code }) => code) : [],
  }
}
