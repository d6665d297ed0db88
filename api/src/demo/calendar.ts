import { addDays } from '@ntm/shared/periods/period'
import type { RandomStream } from './random.js'

/** Public holidays of 2018 and 2019 on which offices were closed, Tết with the days swapped for it. */
const HOLIDAYS = new Set([
  ...['2018-01-01', '2018-02-14', '2018-02-15', '2018-02-16', '2018-02-19', '2018-02-20', '2018-04-25', '2018-04-30'],
  ...['2018-05-01', '2018-09-03', '2018-12-31', '2019-01-01', '2019-02-04', '2019-02-05', '2019-02-06', '2019-02-07'],
  ...['2019-02-08', '2019-04-15', '2019-04-29', '2019-04-30', '2019-05-01', '2019-09-02'],
])

export function isWorkingDay(day: string): boolean {
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay()
  return weekday !== 0 && weekday !== 6 && !HOLIDAYS.has(day)
}

/** The day itself if offices are open, else the next on which they are. */
export function workingDayFrom(day: string): string {
  return isWorkingDay(day) ? day : workingDayFrom(addDays(day, 1))
}

/** The day itself if offices are open, else the last on which they were. */
export function workingDayUntil(day: string): string {
  return isWorkingDay(day) ? day : workingDayUntil(addDays(day, -1))
}

/** `count` working days later; earlier when negative. */
export function addWorkingDays(day: string, count: number): string {
  const direction = Math.sign(count)
  let moved = day
  for (let left = Math.abs(count); left > 0; left -= 1) {
    moved = addDays(moved, direction)
    moved = direction > 0 ? workingDayFrom(moved) : workingDayUntil(moved)
  }
  return moved
}

/** An instant within office hours of the day, Vietnamese time, in the morning or in the afternoon. */
export function drawInstant(day: string, random: RandomStream): string {
  // 07:30–11:30 and 13:30–17:00.
  const minute = random.chance(0.55) ? random.integer(450, 689) : random.integer(810, 1019)
  const clock = [Math.floor(minute / 60), minute % 60, random.integer(0, 59)]
  return `${day}T${clock.map((part) => String(part).padStart(2, '0')).join(':')}+07:00`
}
