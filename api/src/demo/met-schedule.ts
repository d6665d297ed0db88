import { orderCriteria } from './criterion-order.js'
import { DEMO_COMMUNES, type DemoCommune } from './demo-communes.js'
import { CURRENT_MONTH, DEMO_PERIODS, monthOf } from './demo-months.js'
import { PLANNED_COUNTS } from './planned-counts.js'
import { randomStream, type RandomStream } from './random.js'
import { REGRESSIONS, type Regression } from './regressions.js'

/** How one criterion of one commune goes through the months. */
export interface CriterionCourse {
  criterion: number
  /** First month met: 0 when it was met from the start, infinite when it is not met by the end. */
  metFrom: number
  regression?: Regression
  /** How many criteria this commune comes to before this one, and how many it meets in June 2019. */
  rank: number
  communeCount: number
}

const DECEMBER_2018 = monthOf('2018-12')
const JUNE_2019 = monthOf('2019-06')
/** Reviews of the half-year and the year bring more criteria than a plain month. */
const REVIEW_MONTHS = new Set([monthOf('2018-06'), DECEMBER_2018, JUNE_2019])
/** Communes that come to one more criterion in the month under way. */
const JULY_GAIN_CHANCE = 0.14

/** The course of all criteria of all communes, by `uid`; each list in the order in which the criteria are met. */
export function planCourses(): Map<string, CriterionCourse[]> {
  const courses = new Map(DEMO_COMMUNES.map((commune) => [commune.uid, planCommune(commune)]))
  placeRegressions(courses)
  return courses
}

export function isMetIn(course: CriterionCourse, month: number): boolean {
  return month >= course.metFrom && !isLostIn(course, month)
}

export function isLostIn({ regression }: CriterionCourse, month: number): boolean {
  const period = DEMO_PERIODS[month]
  if (!regression || period === undefined) return false
  return regression.from <= period && period < regression.until
}

function planCommune(commune: DemoCommune): CriterionCourse[] {
  const counts = PLANNED_COUNTS[commune.uid]
  if (!counts) throw new RangeError(`No planned counts for commune ${commune.uid}`)
  const [january2018, december2018, june2019] = counts
  const random = randomStream('gain months', commune.uid)
  const gains = [
    ...drawMonths(december2018 - january2018, 1, DECEMBER_2018, random),
    ...drawMonths(june2019 - december2018, DECEMBER_2018 + 1, JUNE_2019, random),
  ]
  if (random.chance(JULY_GAIN_CHANCE)) gains.push(CURRENT_MONTH)
  return orderCriteria(commune).map((criterion, rank) => {
    const metFrom = rank < january2018 ? 0 : (gains[rank - january2018] ?? Infinity)
    return { criterion, metFrom, rank, communeCount: june2019 }
  })
}

/** `count` months from `first` to `last`, in order; a month can come twice. */
function drawMonths(count: number, first: number, last: number, random: RandomStream): number[] {
  const months: number[] = []
  for (let month = first; month <= last; month += 1)
    months.push(...Array<number>(REVIEW_MONTHS.has(month) ? 2 : 1).fill(month))
  return Array.from({ length: count }, () => random.pick(months)).sort((a, b) => a - b)
}

function placeRegressions(courses: ReadonlyMap<string, CriterionCourse[]>): void {
  const used = new Set(REGRESSIONS.map(({ commune }) => commune))
  REGRESSIONS.forEach((regression, index) => {
    const candidates = [...courses].flatMap(([uid, ofCommune]) => {
      const isFree = regression.commune === uid || (regression.commune === undefined && !used.has(uid))
      return isFree ? ofCommune.filter((course) => canLose(course, regression)).map((course) => ({ uid, course })) : []
    })
    const { uid, course } = randomStream('regression', index).pick(candidates)
    used.add(uid)
    course.regression = regression
  })
}

function canLose(course: CriterionCourse, { criterion, from, commune }: Regression): boolean {
  // Held for three months or from the start, so that a loss is news.
  const isHeld = course.metFrom === 0 || course.metFrom + 3 <= monthOf(from)
  return course.criterion === criterion && isHeld && (commune !== undefined || course.communeCount < 19)
}
