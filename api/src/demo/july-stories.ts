import { addWorkingDays, drawInstant } from './calendar.js'
import { CURRENT_MONTH, monthOf } from './demo-months.js'
import type { DemoReview, DemoSheet } from './demo-sheet.js'
import type { DemoValue } from './filled-sheet.js'
import type { JulyState } from './july-states.js'
import { meetsIn } from './measure-answers.js'
import { answerIn, type PlannedCommune } from './planned-communes.js'
import type { RandomStream } from './random.js'
import { FIGURE_DOUBTS, OLD_DENOMINATOR_REASON, RETURN_SUMMARIES, STATE_DOUBTS } from './texts/return-reasons.js'

type SentState = Exclude<JulyState, 'notStarted' | 'draft'>
type Story = Pick<DemoSheet, 'begunAt' | 'changedAt' | 'submissions' | 'reviews'>

export const JULY_8 = '2019-07-08'
/** The clock of the demonstration starts on Monday 22 July: Friday before it is the last day with any business. */
const LAST_DAY = '2019-07-19'
/** Household shares in which {@link OLD_DENOMINATOR_REASON} can be the mistake. */
const MISTAKABLE_MEASURES = ['9.2', '4.2', '17.6']

/** A sheet that was sent once, and reviewed if its state says so. */
export function tellReviewed(
  planned: PlannedCommune,
  values: readonly DemoValue[],
  state: SentState,
  random: RandomStream,
): Story {
  // What waits for review may have come in on the last day; what was reviewed came in before.
  const submittedOn = addWorkingDays(JULY_8, random.integer(0, state === 'submitted' ? 9 : 7))
  const begunAt = drawInstant(addWorkingDays(submittedOn, -random.integer(1, 4)), random)
  const submittedAt = drawInstant(submittedOn, random)
  const reviews = review(planned, submittedOn, state, random)
  const changedAt = reviews[0]?.at ?? submittedAt
  return { begunAt, changedAt, submissions: [{ at: submittedAt, values }], reviews }
}

/** A sheet that was returned for one figure, put right and sent again. */
export function tellCorrected(
  planned: PlannedCommune,
  values: readonly DemoValue[],
  state: SentState,
  random: RandomStream,
): Story {
  const submittedOn = addWorkingDays(JULY_8, random.integer(0, 2))
  const returnedOn = addWorkingDays(submittedOn, random.integer(1, 2))
  const resubmittedOn = addWorkingDays(returnedOn, random.integer(1, 2))
  const { measure, mistaken } = mistake(planned, values, random)
  const resubmittedAt = drawInstant(resubmittedOn, random)
  const returned: DemoReview = {
    action: 'return',
    at: drawInstant(returnedOn, random),
    reason: null,
    returned: [{ indicator: measure, reason: OLD_DENOMINATOR_REASON }],
  }
  const later = review(planned, resubmittedOn, state, random)
  return {
    begunAt: drawInstant(addWorkingDays(submittedOn, -1), random),
    changedAt: later[0]?.at ?? resubmittedAt,
    submissions: [
      { at: drawInstant(submittedOn, random), values: mistaken },
      { at: resubmittedAt, values },
    ],
    reviews: [returned, ...later],
  }
}

function review(planned: PlannedCommune, submittedOn: string, state: SentState, random: RandomStream): DemoReview[] {
  if (state === 'submitted') return []
  const reviewedOn = addWorkingDays(submittedOn, random.integer(1, 2))
  const at = drawInstant(reviewedOn < LAST_DAY ? reviewedOn : LAST_DAY, random)
  if (state === 'approved') return [{ action: 'approve', at, reason: null, returned: [] }]
  return [{ action: 'return', at, reason: random.pick(RETURN_SUMMARIES), returned: drawDoubts(planned, random) }]
}

/** One to three indicators with something to put right in each. */
function drawDoubts({ criteria }: PlannedCommune, random: RandomStream) {
  const measures = criteria.flatMap((criterion) => criterion.measures)
  const met = measures.filter(({ course }) => meetsIn(course, CURRENT_MONTH)).map(({ measure }) => measure.key)
  const doubts = [
    ...Object.entries(FIGURE_DOUBTS),
    // Nobody doubts a state that the commune itself says is not reached.
    ...Object.entries(STATE_DOUBTS).filter(([indicator]) => met.includes(indicator)),
  ]
  return random
    .shuffle(doubts)
    .slice(0, random.integer(1, 3))
    .map(([indicator, reason]) => ({ indicator, reason }))
    .sort((a, b) => Number(a.indicator) - Number(b.indicator))
}

/** The values as they were first sent: one household share still that of December, the result the same. */
function mistake(planned: PlannedCommune, values: readonly DemoValue[], random: RandomStream) {
  const december = monthOf('2018-12')
  const candidates = planned.criteria
    .flatMap(({ measures }) => measures)
    .filter(({ measure }) => MISTAKABLE_MEASURES.includes(measure.key))
    .filter(({ course }) => meetsIn(course, december) === meetsIn(course, CURRENT_MONTH))
  const wrong = random.pick(candidates)
  const { key } = wrong.measure
  const answer = answerIn(wrong, december)
  return { measure: key, mistaken: values.map((value) => (value.measure === key ? { ...value, answer } : value)) }
}
