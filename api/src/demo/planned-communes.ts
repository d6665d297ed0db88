import type { CriteriaSet, Criterion, Measure } from '@ntm/shared/criteria/definition'
import { pickThreshold } from '@ntm/shared/criteria/pick-threshold'
import type { MeasureAnswer } from '@ntm/shared/criteria/results'
import { yearOf } from '@ntm/shared/periods/period'
import { inventFacts, type CommuneFacts } from './commune-facts.js'
import { DEMO_COMMUNES, type DemoCommune } from './demo-communes.js'
import { DEMO_PERIODS } from './demo-months.js'
import { answerAllMonths } from './measure-answers.js'
import { planMeasures, type CoursedMeasure } from './measure-courses.js'
import { planCourses, type CriterionCourse } from './met-schedule.js'

export interface PlannedMeasure extends CoursedMeasure {
  /** One a month. */
  answers: readonly MeasureAnswer[]
}

export interface PlannedCriterion {
  criterion: Criterion
  course: CriterionCourse
  measures: readonly PlannedMeasure[]
}

/** A commune with everything that is going to happen to it. */
export interface PlannedCommune {
  commune: DemoCommune
  facts: CommuneFacts
  /** In order of number. */
  criteria: readonly PlannedCriterion[]
}

export function planCommunes(set: CriteriaSet): PlannedCommune[] {
  const courses = planCourses()
  return DEMO_COMMUNES.map((commune) => {
    const facts = inventFacts(commune)
    const criteria = set.criteria.map((criterion): PlannedCriterion => {
      const course = courses.get(commune.uid)?.find((each) => each.criterion === criterion.number)
      if (!course) throw new RangeError(`Criterion ${criterion.number} has no course in ${commune.uid}`)
      const measures = planMeasures(commune.uid, criterion, course).map((planned) => ({
        ...planned,
        answers: answerAllMonths(
          planned.measure,
          thresholdsOf(set, planned.measure, commune.uid),
          planned.course,
          facts,
        ),
      }))
      return { criterion, course, measures }
    })
    return { commune, facts, criteria }
  })
}

/** @throws RangeError if the demonstration has no such month. */
export function answerIn({ measure, answers }: PlannedMeasure, month: number): MeasureAnswer {
  const answer = answers[month]
  if (!answer) throw new RangeError(`No answer for ${measure.key} in month ${month}`)
  return answer
}

/** The threshold of each month, as the months are judged. */
function thresholdsOf(set: CriteriaSet, measure: Measure, commune: string): (number | true)[] {
  return DEMO_PERIODS.map((period) => {
    const at = { region: set.region, year: yearOf(period), unit: commune }
    const threshold = pickThreshold(measure.thresholds, at)
    if (!threshold) throw new RangeError(`Measure ${measure.key} has no threshold in ${period}`)
    return threshold.value
  })
}
