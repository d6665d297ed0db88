import { isDay, yearOf } from '@ntm/shared/periods/period'

const WRITTEN_DAY = /^(\d{1,2})[/.\-\s](\d{1,2})(?:[/.\-\s](\d{4}))?$/

/**
 * Reads a day as people write it: `31/12/2019`, `5.7.2019`, `31-12`. Without a year it is the first such day from the
 * sheet's month on. Null for empty text, undefined for text that is no day.
 */
export function parseDay(text: string, period: string): string | null | undefined {
  const tidy = text.trim().replace(/\s+/g, ' ')
  if (tidy === '') return null
  const [, day = '', month = '', year] = WRITTEN_DAY.exec(tidy) ?? []
  const monthAndDay = `${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  const dayIn = (number: number) => `${number}-${monthAndDay}`
  const first = yearOf(period)
  const years = year === undefined ? [first, first + 1, first + 2, first + 3, first + 4] : [Number(year)]
  // 29/02 waits for the next leap year.
  return years.map(dayIn).find((each) => isDay(each) && (year !== undefined || each >= `${period}-01`))
}

/** `31/12/2019`, whatever the language of the page: a field is read back the way it is written. */
export function printDay(day: string | null): string {
  return day === null ? '' : `${day.slice(8, 10)}/${day.slice(5, 7)}/${day.slice(0, 4)}`
}
