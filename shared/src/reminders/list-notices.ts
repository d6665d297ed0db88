import { canEdit, type AssessmentStatus } from '../assessments/status.js'
import { LAPSE_WARNING_DAYS } from '../evidence/lapse.js'
import { addDays, daysBetween, firstDayOf } from '../periods/period.js'

/** What an office is told of, the most pressing first. */
export const NOTICE_KINDS = [
  'returned',
  'due',
  'dueSoon',
  'reopeningEnds',
  'late',
  'lateStill',
  'verificationWaiting',
  'evidenceLapsing',
  'evidenceFault',
] as const
export type NoticeKind = (typeof NOTICE_KINDS)[number]

/** Days, counted from the due day (hạn nộp), on which a month that is not handed in is spoken of. */
export const RUNGS = [
  { kind: 'dueSoon', days: -3, to: 'commune' },
  { kind: 'due', days: 0, to: 'commune' },
  { kind: 'late', days: 2, to: 'superior' },
  { kind: 'lateStill', days: 5, to: 'province' },
] as const
/** Days before a re-opening ends on which its commune is told. */
export const REOPENING_AHEAD = 2
/** Days that a submitted indicator waits before its department is reminded of it. */
export const VERIFICATION_PATIENCE = 3
/** What was to be said longer ago than this many days is not said any more. */
export const CATCH_UP_DAYS = 31

/** Who is told: the office of a unit, or an agency. Numbers are ids of the database. */
export type Office = { unit: number } | { agency: number }

export interface Notice {
  to: Office
  kind: NoticeKind
  /** The unit that it is about: a commune; for a department, the unit right above the communes. */
  about: number
  period: string
  /** Day on which it was to be said; said later, the notice tells so. */
  saidFor: string
  /** Last day for what is asked; null where none is set. */
  deadline: string | null
  /** Tells two returns of one sheet apart; else empty. */
  occasion: string
  /** What waits, for a department; else null. */
  waiting: { communes: number; indicators: number } | null
}

export interface ReminderFacts {
  /** Unit of the provincial office. */
  province: number
  months: readonly MonthFacts[]
  returned: readonly { unit: number; period: string; returnedOn: string; occasion: string }[]
  /** Sheets open again that are not sent yet. */
  reopened: readonly { unit: number; period: string; lastDay: string }[]
  /** Last days of documents that sheets of late rest on, with the latest month of each. */
  lapsing: readonly { unit: number; period: string; validTo: string }[]
  /** Communes with a file of evidence that is missing or altered, since the day on which that was found. */
  faults: readonly { unit: number; period: string; foundOn: string }[]
}

export interface MonthFacts {
  period: string
  dueOn: string
  locksOn: string
  isConsolidated: boolean
  /** Every commune of the programme, with the unit right above it. */
  sheets: readonly { unit: number; superior: number; status: AssessmentStatus }[]
  /** Indicators that have waited for their department longer than its patience. */
  waiting: readonly { agency: number; superior: number; communes: number; indicators: number }[]
}

/**
 * What is to be said to whom by the end of the day `today`, as things stand then.
 *
 * It is the same whatever was said before: of several days that nobody spoke, each office hears the latest word only,
 * and a notice whose `saidFor` lies behind `today` comes late. Who keeps what was said drops what is said again.
 */
export function listNotices(today: string, facts: ReminderFacts): Notice[] {
  const { province, months, returned, reopened, lapsing, faults } = facts
  const isFresh = (day: string): boolean => day <= today && daysBetween(day, today) <= CATCH_UP_DAYS
  return [
    ...returned
      .filter(({ returnedOn }) => isFresh(returnedOn))
      .map(({ unit, period, returnedOn, occasion }) => ({
        ...{ ...BARE, to: { unit }, kind: 'returned' as const, about: unit, period },
        ...{ saidFor: returnedOn, occasion },
      })),
    ...reopened
      .filter(({ lastDay }) => today <= lastDay && addDays(lastDay, -REOPENING_AHEAD) <= today)
      .map(({ unit, period, lastDay }) => ({
        ...{ ...BARE, to: { unit }, kind: 'reopeningEnds' as const, about: unit, period },
        ...{ saidFor: addDays(lastDay, -REOPENING_AHEAD), deadline: lastDay },
      })),
    ...lapsing
      .filter(({ validTo }) => today <= validTo && isFresh(addDays(validTo, -LAPSE_WARNING_DAYS)))
      .map(({ unit, period, validTo }) => ({
        ...{ ...BARE, to: { unit }, kind: 'evidenceLapsing' as const, about: unit, period },
        ...{ saidFor: addDays(validTo, -LAPSE_WARNING_DAYS), deadline: validTo },
      })),
    ...faults
      .filter(({ foundOn }) => isFresh(foundOn))
      .flatMap(({ unit, period, foundOn }) =>
        [unit, province].map((office) => ({
          ...{ ...BARE, to: { unit: office }, kind: 'evidenceFault' as const, about: unit, period, saidFor: foundOn },
        })),
      ),
    ...months
      .filter(({ period, isConsolidated }) => !isConsolidated && firstDayOf(period) <= today)
      .flatMap((month) => [...climb(month, province, today), ...askDepartments(month, today)])
      .filter(({ saidFor }) => isFresh(saidFor)),
  ]
}

const BARE = { deadline: null, occasion: '', waiting: null } as const

/** To the commune before and on the due day, then one level up after another, as long as the sheet is not handed in. */
function climb({ period, dueOn, locksOn, sheets }: MonthFacts, province: number, today: string): Notice[] {
  return sheets.flatMap(({ unit, superior, status }) => {
    if (!canEdit(status)) return []
    // Where nobody stands between commune and province, the province hears the later word only.
    const latest = new Map<number, Notice>()
    for (const { kind, days, to } of RUNGS) {
      const saidFor = addDays(dueOn, days)
      // A locked sheet cannot be sent: the commune is not told to.
      if (saidFor > today || (to === 'commune' && today > locksOn)) continue
      const office = { commune: unit, superior, province }[to]
      latest.set(office, { ...BARE, to: { unit: office }, kind, about: unit, period, saidFor, deadline: dueOn })
    }
    return [...latest.values()]
  })
}

function askDepartments({ period, dueOn, waiting }: MonthFacts, today: string): Notice[] {
  const saidFor = RUNGS.map(({ days }) => addDays(dueOn, days)).findLast((day) => day <= today)
  if (saidFor === undefined) return []
  return waiting.map(({ agency, superior, communes, indicators }) => ({
    ...{ ...BARE, to: { agency }, kind: 'verificationWaiting' as const, about: superior, period, saidFor },
    waiting: { communes, indicators },
  }))
}
