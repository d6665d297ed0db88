import type { Measure } from '@ntm/shared/criteria/definition'
import type { MeasureAnswer } from '@ntm/shared/criteria/results'
import { percentOf } from '@ntm/shared/numbers/decimal'
import { formatVietnameseNumber } from '@ntm/shared/numbers/vietnamese-number'
import { addMonths, lastDayOf } from '@ntm/shared/periods/period'
import { nameInSentence } from '@ntm/shared/units/name-in-sentence'
import type { DemoCommune } from './demo-communes.js'
import { periodAt } from './demo-months.js'
import { randomStream } from './random.js'
import { FACILITY_TEXTS } from './texts/facility-texts.js'
import { POLITICS_TEXTS } from './texts/politics-texts.js'
import { PRODUCTION_TEXTS } from './texts/production-texts.js'
import { ENVIRONMENT_TEXTS, SOCIETY_TEXTS } from './texts/society-texts.js'
import type { UnmetTexts } from './texts/unmet-text.js'
import { WORKS_TEXTS } from './texts/works-texts.js'

export interface CriterionWords {
  criterion: number
  obstacle: string | null
  remedy: string | null
  remedyDueOn: string | null
  explanation: string | null
}

/** A measure that is not met, and what was answered. */
export interface Shortfall {
  measure: Measure
  answer: MeasureAnswer
}

/** By key of the measure. */
export const UNMET_TEXTS: UnmetTexts = {
  ...WORKS_TEXTS,
  ...FACILITY_TEXTS,
  ...PRODUCTION_TEXTS,
  ...SOCIETY_TEXTS,
  ...ENVIRONMENT_TEXTS,
  ...POLITICS_TEXTS,
}

/** Months for which a commune keeps its wording; the figures in it follow the sheet. */
const KEEPS_WORDING = 5
/** More than two sentences of each kind nobody reads. */
const MOST_SENTENCES = 2

/** Obstacle, remedy and date for a criterion that is not met. */
export function writeAboutUnmet(
  commune: DemoCommune,
  criterion: number,
  month: number,
  shortfalls: readonly Shortfall[],
  explanation: string | null,
): CriterionWords {
  const sentences = shortfalls.slice(0, MOST_SENTENCES).map((shortfall) => writeAboutMeasure(commune, month, shortfall))
  return {
    criterion,
    obstacle: sentences.map(({ obstacle }) => obstacle).join(' '),
    remedy: sentences.map(({ remedy }) => remedy).join(' '),
    remedyDueOn: remedyDay(commune, criterion, month),
    explanation,
  }
}

function writeAboutMeasure(commune: DemoCommune, month: number, { measure, answer }: Shortfall) {
  const texts = UNMET_TEXTS[measure.key] ?? []
  const random = randomStream('words', commune.uid, measure.key)
  const wording = Math.floor((month + random.integer(0, KEEPS_WORDING - 1)) / KEEPS_WORDING)
  const text = texts[(random.integer(0, texts.length - 1) + wording) % texts.length]
  if (!text) throw new RangeError(`No texts for measure ${measure.key}`)
  const fill = (template: string) =>
    template
      .replaceAll('{xã}', nameInSentence(commune))
      .replaceAll('{huyện}', nameInSentence(commune.district))
      .replaceAll('{số}', printAnswer(measure, answer))
      .replaceAll('{hộ}', String(householdsShort(measure, answer)))
  return { obstacle: fill(text.obstacle), remedy: fill(text.remedy) }
}

/** As people write it: `62,5%`, `22,4 triệu đồng/người/năm`; empty for đạt/chưa đạt. */
export function printAnswer({ kind, unit }: Measure, { value, numerator, denominator }: MeasureAnswer): string {
  const figure = numerator !== null && denominator !== null ? percentOf(numerator, denominator) : value
  if (typeof figure !== 'number') return ''
  const text = formatVietnameseNumber(figure)
  return kind === 'percent' ? `${text}%` : `${text} ${unit ?? ''}`.trim()
}

function householdsShort({ comparator }: Measure, { numerator, denominator }: MeasureAnswer): number {
  if (numerator === null || denominator === null) return 0
  return comparator === '<=' ? numerator : denominator - numerator
}

/** The end of a quarter after the month; a date that passed without success is put off by half a year. */
function remedyDay(commune: DemoCommune, criterion: number, month: number): string {
  let quarterEnd = addMonths('2018-06', 3 * randomStream('remedy day', commune.uid, criterion).integer(0, 10))
  while (quarterEnd <= periodAt(month)) quarterEnd = addMonths(quarterEnd, 6)
  return lastDayOf(quarterEnd)
}
