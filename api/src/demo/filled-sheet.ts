import type { MeasureAnswer } from '@ntm/shared/criteria/results'
import { yearOf } from '@ntm/shared/periods/period'
import { writeAboutUnmet, type CriterionWords } from './criterion-words.js'
import { periodAt } from './demo-months.js'
import { meetsIn } from './measure-answers.js'
import { isMetIn } from './met-schedule.js'
import { answerIn, type PlannedCommune, type PlannedCriterion } from './planned-communes.js'
import { randomStream } from './random.js'
import { VALUE_NOTES } from './texts/notes.js'

export interface DemoValue {
  /** Key of the measure. */
  measure: string
  answer: MeasureAnswer
  note: string | null
}

export interface FilledSheet {
  /** One a measure, in order of the set. */
  values: DemoValue[]
  /** One a criterion that is not met. */
  words: CriterionWords[]
}

/** Share of communes that write a note beside a measure that has notes to choose from. */
const NOTE_CHANCE = 0.22

/** The complete sheet of a commune and month: every measure answered, every criterion not met explained. */
export function fillSheet({ commune, criteria }: PlannedCommune, month: number): FilledSheet {
  const values: DemoValue[] = []
  const words: CriterionWords[] = []
  for (const plannedCriterion of criteria) {
    const { measures, course } = plannedCriterion
    for (const planned of measures) {
      const { key } = planned.measure
      values.push({ measure: key, answer: answerIn(planned, month), note: noteIn(commune.uid, key, month) })
    }
    if (isMetIn(course, month)) continue
    const shortfalls = measures
      .filter((planned) => !meetsIn(planned.course, month))
      .map((planned) => ({ measure: planned.measure, answer: answerIn(planned, month) }))
    const { number } = plannedCriterion.criterion
    words.push(writeAboutUnmet(commune, number, month, shortfalls, explanationIn(plannedCriterion, month)))
  }
  return { values, words }
}

/** Only in the month in which a criterion is lost: later the obstacle and the remedy say what is being done. */
function explanationIn({ course }: PlannedCriterion, month: number): string | null {
  const isLostNow = month > 0 && isMetIn(course, month - 1) && !isMetIn(course, month)
  return (isLostNow && course.regression?.explanation) || null
}

function noteIn(commune: string, measure: string, month: number): string | null {
  const stock = VALUE_NOTES[measure]
  if (!stock) return null
  const year = yearOf(periodAt(month))
  const random = randomStream('note', commune, measure, year)
  if (!random.chance(NOTE_CHANCE)) return null
  return random
    .pick(stock)
    .replaceAll('{năm trước}', String(year - 1))
    .replaceAll('{năm}', String(year))
}
