import { dayOf, periodOf } from '@ntm/shared/periods/period'

/**
 * The clock of the field: periods, due and lock days, times of submission.
 *
 * A demonstration starts it on another day, from where it runs on. Tokens, sessions and throttles keep real time.
 */
export interface Clock {
  now(): Date
  /** Calendar day in Viet Nam. */
  today(): string
  /** Month under way in Viet Nam. */
  currentPeriod(): string
}

/** @param startsAt - ISO instant shown at the moment of this call; undefined keeps the real time. */
export function createClock(startsAt: string | undefined): Clock {
  const offset = startsAt === undefined ? 0 : Date.parse(startsAt) - Date.now()
  const now = (): Date => new Date(Date.now() + offset)
  return { now, today: rememberDay(() => Date.now() + offset), currentPeriod: () => periodOf(now()) }
}

const DAY_MS = 86_400_000

/** The day of an instant, worked out once a day: each request asks several times. */
function rememberDay(now: () => number): () => string {
  let known = { day: '', begins: Infinity }
  return () => {
    const time = now()
    if (time >= known.begins && time < known.begins + DAY_MS) return known.day
    const day = dayOf(new Date(time))
    known = { day, begins: Date.parse(`${day}T00:00:00+07:00`) }
    return day
  }
}
