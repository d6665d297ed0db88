/** A period (kỳ) is a month, written `YYYY-MM`; a day is `YYYY-MM-DD`. Both are text and compare as text. */
const PERIOD_FORM = /^[1-9]\d{3}-(?:0[1-9]|1[0-2])$/
const DAY_FORM = /^[1-9]\d{3}-\d{2}-\d{2}$/

const MILLISECONDS_PER_DAY = 24 * 60 * 60 * 1000
/** Asia/Ho_Chi_Minh has been UTC+7 all year round since 1975. */
const VIETNAM_OFFSET_MILLISECONDS = 7 * 60 * 60 * 1000

export function isPeriod(text: string): boolean {
  return PERIOD_FORM.test(text)
}

/** Whether the text is a day that the calendar has. */
export function isDay(text: string): boolean {
  if (!DAY_FORM.test(text)) return false
  const instant = Date.parse(`${text}T00:00:00Z`)
  // Date.parse takes 30 February for 1 March.
  return !Number.isNaN(instant) && printDay(instant) === text
}

export function yearOf(period: string): number {
  return Number(checked(period).slice(0, 4))
}

export function firstDayOf(period: string): string {
  return `${checked(period)}-01`
}

export function lastDayOf(period: string): string {
  // Day 0 of the next month, which Date.UTC counts from 0, is the last of this one.
  return printDay(Date.UTC(yearOf(period), Number(period.slice(5)), 0))
}

export function nextPeriod(period: string): string {
  return addMonths(period, 1)
}

export function previousPeriod(period: string): string {
  return addMonths(period, -1)
}

/** The period `count` months later; earlier when negative. */
export function addMonths(period: string, count: number): string {
  if (!Number.isInteger(count)) throw new RangeError(`${count} is not a whole number of months`)
  const months = monthNumber(period) + count
  const year = Math.floor(months / 12)
  return checked(`${year}-${String(months - year * 12 + 1).padStart(2, '0')}`)
}

/** Every period from the first to the last, both included; none when `to` is before `from`. */
export function periodsBetween(from: string, to: string): string[] {
  const months = monthNumber(to) - monthNumber(from) + 1
  return Array.from({ length: Math.max(months, 0) }, (_, index) => addMonths(from, index))
}

/** December of the year before: what a year's progress is measured from. */
export function previousDecember(period: string): string {
  return checked(`${yearOf(period) - 1}-12`)
}

/** Due day (hạn nộp) unless the province sets another: the 25th of the month. */
export function defaultDueOn(period: string): string {
  return `${checked(period)}-25`
}

/** Lock day (khóa sổ) unless the province sets another: the 5th of the next month. */
export function defaultLocksOn(period: string): string {
  return `${addMonths(period, 1)}-05`
}

/** The day it is in Vietnam at that instant. */
export function dayOf(instant: Date): string {
  const time = instant.getTime()
  if (Number.isNaN(time)) throw new RangeError('Not an instant')
  return checkedDay(printDay(time + VIETNAM_OFFSET_MILLISECONDS))
}

/** The month it is in Vietnam at that instant. */
export function periodOf(instant: Date): string {
  return dayOf(instant).slice(0, 7)
}

/** Days from `dayA` to `dayB`; negative when `dayB` is earlier. */
export function daysBetween(dayA: string, dayB: string): number {
  return (startOf(dayB) - startOf(dayA)) / MILLISECONDS_PER_DAY
}

export function addDays(day: string, count: number): string {
  if (!Number.isInteger(count)) throw new RangeError(`${count} is not a whole number of days`)
  return checkedDay(printDay(startOf(day) + count * MILLISECONDS_PER_DAY))
}

/** Months since January of year 0. */
function monthNumber(period: string): number {
  return yearOf(period) * 12 + Number(period.slice(5)) - 1
}

function startOf(day: string): number {
  return Date.parse(`${checkedDay(day)}T00:00:00Z`)
}

function printDay(time: number): string {
  return new Date(time).toISOString().slice(0, 10)
}

function checked(period: string): string {
  if (!isPeriod(period)) throw new RangeError(`"${period}" is not a period, YYYY-MM`)
  return period
}

function checkedDay(day: string): string {
  if (!isDay(day)) throw new RangeError(`"${day}" is not a day, YYYY-MM-DD`)
  return day
}
