import type { Measure } from '@ntm/shared/criteria/definition'
import { judgeMeasure } from '@ntm/shared/criteria/judge-measure'
import type { MeasureAnswer } from '@ntm/shared/criteria/results'
import { yearOf } from '@ntm/shared/periods/period'
import type { CommuneFacts } from './commune-facts.js'
import { monthOf, periodAt } from './demo-months.js'
import { listSteps } from './figure-steps.js'
import type { MeasureCourse } from './measure-courses.js'
import { profileOf, type NumericProfile } from './measure-profiles.js'

const NEW_YEAR = monthOf('2019-01')
/** Position of a figure that is just short of its threshold. */
const NEARLY = 0.005
const YES: MeasureAnswer = { value: true, numerator: null, denominator: null, notApplicable: false }
const NO: MeasureAnswer = { ...YES, value: false }

/** Whether the measure meets its threshold in that month. */
export function meetsIn({ meetsFrom, dip }: MeasureCourse, month: number): boolean {
  return month >= meetsFrom && !(dip && dip[0] <= month && month < dip[1])
}

/** What the commune answers for the measure, month by month: on the side of the threshold that its course asks for. */
export function answerAllMonths(
  measure: Measure,
  thresholds: readonly (number | true)[],
  course: MeasureCourse,
  facts: CommuneFacts,
): MeasureAnswer[] {
  const { numeric } = profileOf(measure.key)
  const surveyed = new Map<number, MeasureAnswer>()
  return thresholds.map((threshold, month) => {
    if (threshold === true || !numeric) return meetsIn(course, month) ? YES : NO
    const survey = surveyMonth(course, numeric, month)
    const answer = surveyed.get(survey) ?? answerFigure(measure, threshold, course, numeric, facts, survey)
    surveyed.set(survey, answer)
    return answer
  })
}

function answerFigure(
  measure: Measure,
  threshold: number,
  course: MeasureCourse,
  { worst, best, grid }: NumericProfile,
  facts: CommuneFacts,
  month: number,
): MeasureAnswer {
  const position = positionIn(course, month)
  const figure = threshold + ((position < 0 ? worst : best) - threshold) * Math.abs(position)
  const steps = listSteps(grid, facts, yearOf(periodAt(month)))
  const wanted = meetsIn(course, month) ? 'met' : 'notMet'
  const towardsWanted = (wanted === 'met') === (measure.comparator === '>=') ? 1 : -1

  // Rounding can carry a figure over the threshold; the shared rules say when it is back on its side.
  let step = steps.nearest(figure)
  while (judgeMeasure(measure, threshold, steps.answerAt(step)) !== wanted) {
    step += towardsWanted
    if (step < 0 || step > steps.last) throw new RangeError(`${measure.key} cannot be ${wanted}`)
  }
  return steps.answerAt(step)
}

/** The month whose survey a figure rests on; never one from before the measure was met, lost or met again. */
function surveyMonth({ meetsFrom, dip }: MeasureCourse, { surveyEvery }: NumericProfile, month: number): number {
  const survey = month - (month % surveyEvery)
  // Counts are of the year's own households, and a new year can bring another threshold.
  const turns = [meetsFrom, ...(dip ?? []), NEW_YEAR]
  return Math.max(survey, ...turns.filter((turn) => turn <= month))
}

/** Below 0: short of the threshold; above: beyond it. ±1 are the worst and the best figure of the profile. */
function positionIn(course: MeasureCourse, month: number): number {
  const { meetsFrom, dip, depth, margin, pace, phase } = course
  // No commune gains the same every month.
  const unevenness = 0.9 * pace * Math.sin(phase + 1.7 * month)
  if (dip && dip[0] <= month && month < dip[1]) return -0.05 + 0.01 * (month - dip[0])
  if (month >= meetsFrom) {
    const start = meetsFrom === 0 ? margin : 0.04
    return Math.min(1, Math.max(0, start + pace * (month - meetsFrom) + unevenness))
  }
  if (!Number.isFinite(meetsFrom)) return Math.min(-NEARLY, -depth * (1 - pace * month) + depth * unevenness)
  // A measure that is met soon cannot have been far from it.
  return Math.min(-NEARLY, -Math.min(depth, 0.05 + 0.035 * meetsFrom) * (1 - month / meetsFrom))
}
