import type { Comparator } from '../criteria/definition.js'
import { gapToStandard, type Gap } from '../criteria/gap.js'
import { judgeMeasure } from '../criteria/judge-measure.js'
import type { VillageFigure } from './roll-up.js'

/** What a village's figure comes to by its commune's threshold; `empty`: it has none of those that are counted. */
export const VILLAGE_RESULTS = ['met', 'notMet', 'missing', 'empty'] as const
export type VillageResult = (typeof VILLAGE_RESULTS)[number]

interface JudgedMeasure {
  comparator: Comparator
  threshold: number
}

/** Judged on the ratio itself, as the commune's own value is. */
export function judgeVillage(measure: JudgedMeasure, figure: VillageFigure | undefined): VillageResult {
  if (!figure) return 'missing'
  if (figure.denominator === 0) return 'empty'
  return judgeMeasure({ kind: 'percent', ...measure }, measure.threshold, answerOf(figure)) === 'met' ? 'met' : 'notMet'
}

/** How far the village is from its commune's threshold, in percentage points; undefined unless it is not met. */
export function gapOfVillage(measure: JudgedMeasure, figure: VillageFigure | undefined): Gap | undefined {
  if (judgeVillage(measure, figure) !== 'notMet' || !figure) return undefined
  return gapToStandard({ kind: 'percent', unit: '%', ...measure }, measure.threshold, answerOf(figure))
}

/**
 * How many more of those that are counted it takes to reach the threshold in this village: households to be helped, say.
 *
 * Undefined unless it is not met.
 */
export function shortBy(measure: JudgedMeasure, figure: VillageFigure | undefined): number | undefined {
  if (judgeVillage(measure, figure) !== 'notMet' || !figure) return undefined
  const { numerator, denominator } = figure
  const isMetWith = (moved: number) =>
    judgeVillage(measure, { denominator, numerator: numerator + (measure.comparator === '<=' ? -moved : moved) }) ===
    'met'
  const estimate = Math.abs((measure.threshold / 100) * denominator - numerator)
  // The estimate is a floating-point number; the shared rule says on which side of it the threshold lies.
  return [Math.floor(estimate), Math.floor(estimate) + 1, Math.floor(estimate) + 2].find(isMetWith)
}

function answerOf({ numerator, denominator }: VillageFigure) {
  return { value: null, numerator, denominator, notApplicable: false }
}
