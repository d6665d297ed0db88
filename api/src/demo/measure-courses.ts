import type { Criterion, Measure } from '@ntm/shared/criteria/definition'
import { periodsBetween } from '@ntm/shared/periods/period'
import { CURRENT_MONTH, monthOf } from './demo-months.js'
import { profileOf } from './measure-profiles.js'
import type { CriterionCourse } from './met-schedule.js'
import { randomStream, type RandomStream } from './random.js'
import type { Regression } from './regressions.js'

/** How one measure of one commune goes through the months. */
export interface MeasureCourse {
  /** First month in which it meets its threshold: 0 from the start, infinite when it does not by the end. */
  meetsFrom: number
  /** Months in which it falls short again, the second not included. */
  dip?: readonly [from: number, until: number]
  /** How far short at the start, above 0 (nearly there) to 1 (the worst figure known). */
  depth: number
  /** How far beyond the threshold once met, 0 (just) to 1 (the best figure known). */
  margin: number
  /** Gain of a month, on the scale of `depth` and `margin`. */
  pace: number
  /** Where in its ups and downs the figure is at the start, 0 to 2π. */
  phase: number
}

export interface CoursedMeasure {
  measure: Measure
  course: MeasureCourse
}

/** Months over which the measures of a criterion that is never met are mended, some of them after the last month. */
const MENDING_MONTHS = 34

/** The courses of all measures of a criterion, which together give exactly the criterion's own course. */
export function planMeasures(commune: string, criterion: Criterion, course: CriterionCourse): CoursedMeasure[] {
  const random = randomStream('measures', commune, criterion.number)
  const measures = criterion.indicators.flatMap((indicator) => indicator.measures)
  // Ranks a commune is away from its last criterion met.
  const distance = course.rank - course.communeCount
  const failing = course.metFrom === 0 ? [] : drawFailing(measures, distance, random)
  return measures.map((measure) => {
    const place = failing.indexOf(measure)
    const { regression } = course
    return {
      measure,
      course: {
        meetsFrom: place < 0 ? 0 : place === 0 ? course.metFrom : drawMending(course.metFrom, random),
        ...(regression?.measure === measure.key && { dip: dipOf(regression) }),
        depth: clamp(0.16 + 0.055 * distance + 0.06 * random.bell(), 0.06, 0.98),
        margin: clamp(0.28 - 0.028 * distance + 0.1 * random.bell(), 0.03, 0.95),
        pace: random.between(0.003, 0.019),
        phase: random.between(0, 2 * Math.PI),
      },
    }
  })
}

/** Often one measure, sometimes two or three; the first is mended last. */
function drawFailing(measures: readonly Measure[], distance: number, random: RandomStream): Measure[] {
  const draw = random.next()
  // Criteria of many measures, as environment with nine, fail in more of them where they are far away.
  const extra = measures.length > 6 && distance > 4 ? 1 : 0
  const wanted = (draw < 0.58 ? 1 : draw < 0.86 ? 2 : 3) + extra
  return measures
    .map((measure) => ({ measure, order: random.next() ** (1 / profileOf(measure.key).hardness) }))
    .sort((a, b) => b.order - a.order)
    .slice(0, wanted)
    .map(({ measure }) => measure)
}

function drawMending(criterionMetFrom: number, random: RandomStream): number {
  const month = random.integer(1, Math.min(criterionMetFrom, MENDING_MONTHS))
  return month > CURRENT_MONTH ? Infinity : month
}

function dipOf({ from, until }: Regression): [from: number, until: number] {
  // The last regressions end after the last month of the demonstration.
  const months = periodsBetween(from, until).length - 1
  return [monthOf(from), monthOf(from) + months]
}

function clamp(value: number, least: number, most: number): number {
  return Math.min(most, Math.max(least, value))
}
