import { addWorkingDays, drawInstant } from './calendar.js'
import { CURRENT_MONTH, CURRENT_PERIOD } from './demo-months.js'
import type { DemoSheet } from './demo-sheet.js'
import { keepDraft } from './draft-sheet.js'
import { fillSheet } from './filled-sheet.js'
import { assignJulyStates, type JulyState } from './july-states.js'
import { JULY_8, tellReviewed, tellCorrected } from './july-stories.js'
import type { PlannedCommune } from './planned-communes.js'
import { randomStream } from './random.js'

/** Submitted or approved sheets that had been returned once, by place in their list. */
const CORRECTED: Readonly<Partial<Record<JulyState, readonly number[]>>> = { submitted: [4], approved: [3, 11] }

/** The sheets of the month under way; communes that have not begun have none. */
export function makeJulySheets(communes: readonly PlannedCommune[]): DemoSheet[] {
  const states = assignJulyStates()
  const counted = new Map<JulyState, number>()
  return communes.flatMap((planned) => {
    const state = states.get(planned.commune.uid) ?? 'notStarted'
    const place = counted.get(state) ?? 0
    counted.set(state, place + 1)
    if (state === 'notStarted') return []
    if (state === 'draft') return [makeDraft(planned)]
    return [makeSent(planned, state, CORRECTED[state]?.includes(place) ?? false)]
  })
}

function makeDraft(planned: PlannedCommune): DemoSheet {
  const random = randomStream('July', planned.commune.uid)
  const begunOn = addWorkingDays(JULY_8, random.integer(-3, 4))
  return {
    ...placeOf(planned),
    ...keepDraft(fillSheet(planned, CURRENT_MONTH), planned),
    status: 'draft',
    begunAt: drawInstant(begunOn, random),
    changedAt: drawInstant(addWorkingDays(begunOn, random.integer(1, 5)), random),
    submissions: [],
    reviews: [],
  }
}

function makeSent(
  planned: PlannedCommune,
  status: Exclude<JulyState, 'notStarted' | 'draft'>,
  isCorrected: boolean,
): DemoSheet {
  const random = randomStream('July', planned.commune.uid)
  const filled = fillSheet(planned, CURRENT_MONTH)
  const tell = isCorrected ? tellCorrected : tellReviewed
  return { ...placeOf(planned), ...filled, status, ...tell(planned, filled.values, status, random) }
}

function placeOf({ commune }: PlannedCommune) {
  return { commune, period: CURRENT_PERIOD }
}
