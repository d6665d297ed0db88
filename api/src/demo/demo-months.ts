import { periodsBetween } from '@ntm/shared/periods/period'

const FIRST = '2018-01'
/** The month under way on the demonstration's clock. */
export const CURRENT_PERIOD = '2019-07'

/** Every month of the demonstration; a month is known by its place in this list. */
export const DEMO_PERIODS: readonly string[] = periodsBetween(FIRST, CURRENT_PERIOD)

export const CURRENT_MONTH = DEMO_PERIODS.length - 1
export const CONSOLIDATED_PERIODS = DEMO_PERIODS.slice(0, CURRENT_MONTH)

/** @throws RangeError if the demonstration has no such month. */
export function monthOf(period: string): number {
  const month = DEMO_PERIODS.indexOf(period)
  if (month < 0) throw new RangeError(`${period} is not a month of the demonstration`)
  return month
}

/** @throws RangeError if the demonstration has no such month. */
export function periodAt(month: number): string {
  const period = DEMO_PERIODS[month]
  if (period === undefined) throw new RangeError(`The demonstration has no month ${month}`)
  return period
}
