import { addDays, addMonths, defaultDueOn, defaultLocksOn, firstDayOf } from '@ntm/shared/periods/period'
import { addWorkingDays, drawInstant, workingDayFrom, workingDayUntil } from './calendar.js'
import { CONSOLIDATED_PERIODS, monthOf } from './demo-months.js'
import type { DemoSheet } from './demo-sheet.js'
import { fillSheet } from './filled-sheet.js'
import type { PlannedCommune } from './planned-communes.js'
import { randomStream } from './random.js'

export interface ConsolidatedPeriod {
  period: string
  dueOn: string
  locksOn: string
  consolidatedAt: string
}

const LATE_CHANCE = 0.07

/** The months that are closed: consolidated on the lock day, or on the first day after it on which offices are open. */
export function listConsolidatedPeriods(): ConsolidatedPeriod[] {
  return CONSOLIDATED_PERIODS.map((period) => ({
    period,
    dueOn: defaultDueOn(period),
    locksOn: defaultLocksOn(period),
    consolidatedAt: consolidationInstant(period),
  }))
}

/** The sheets of every commune and closed month: submitted, approved some days later, consolidated. */
export function makeConsolidatedSheets(communes: readonly PlannedCommune[]): DemoSheet[] {
  return CONSOLIDATED_PERIODS.flatMap((period) => communes.map((planned) => makeSheet(planned, period)))
}

function makeSheet(planned: PlannedCommune, period: string): DemoSheet {
  const random = randomStream('sheet days', planned.commune.uid, period)
  const dueOn = defaultDueOn(period)
  const submittedOn = random.chance(LATE_CHANCE)
    ? workingDayFrom(addDays(dueOn, random.integer(1, 5)))
    : workingDayUntil(addDays(dueOn, -random.integer(0, 13)))
  const latestReview = addWorkingDays(consolidationDay(period), -1)
  const reviewedOn = [addWorkingDays(submittedOn, random.integer(1, 4)), latestReview].sort()[0] ?? latestReview
  // Nobody begins a month before it has begun.
  const begunOn =
    [addWorkingDays(submittedOn, -random.integer(1, 5)), workingDayFrom(firstDayOf(period))].sort()[1] ?? submittedOn

  const { values, words } = fillSheet(planned, monthOf(period))
  const approvedAt = drawInstant(reviewedOn, random)
  return {
    commune: planned.commune,
    period,
    status: 'consolidated',
    begunAt: drawInstant(begunOn, random),
    changedAt: consolidationInstant(period),
    values,
    words,
    submissions: [{ at: drawInstant(submittedOn, random), values }],
    reviews: [{ action: 'approve', at: approvedAt, reason: null, returned: [] }],
  }
}

function consolidationInstant(period: string): string {
  return `${consolidationDay(period)}T16:30:00+07:00`
}

function consolidationDay(period: string): string {
  return workingDayFrom(`${addMonths(period, 1)}-05`)
}
