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
  return { now, today: () => dayOf(now()), currentPeriod: () => periodOf(now()) }
}
