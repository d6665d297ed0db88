import type { Locale } from '@/stores/choices'

/** Writes values for one language: 1.234,5 and 05/07/2019 in Vietnamese; 1,234.5 and 5 July 2019 in English. */
export function createFormats(locale: Locale) {
  const tag = locale === 'vi' ? 'vi-VN' : 'en-GB'
  const plain = new Intl.NumberFormat(tag, { maximumFractionDigits: 6 })
  const align = (value: number, decimals: number): string =>
    decimals === 0
      ? plain.format(value)
      : value.toLocaleString(tag, { minimumFractionDigits: decimals, maximumFractionDigits: 6 })
  const integers = new Intl.NumberFormat(tag, { maximumFractionDigits: 0 })
  const twoDecimals = new Intl.NumberFormat(tag, { minimumFractionDigits: 2, maximumFractionDigits: 2 })
  const signed = new Intl.NumberFormat(tag, { maximumFractionDigits: 2, signDisplay: 'exceptZero' })
  const days = new Intl.DateTimeFormat(tag, dayParts(locale))
  const instants = new Intl.DateTimeFormat(tag, {
    ...dayParts(locale),
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZone: 'Asia/Ho_Chi_Minh',
  })
  const instantDays = new Intl.DateTimeFormat(tag, { ...dayParts(locale), timeZone: 'Asia/Ho_Chi_Minh' })
  const times = new Intl.DateTimeFormat(tag, {
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZone: 'Asia/Ho_Chi_Minh',
  })
  const englishMonths = new Intl.DateTimeFormat(tag, { month: 'long', year: 'numeric', timeZone: 'UTC' })

  return {
    /** As it is, with at most six decimals. */
    number: (value: number): string => plain.format(value),
    integer: (value: number): string => integers.format(value),
    /** A mean: always two decimals. */
    mean: (value: number): string => twoDecimals.format(value),
    /** One of a column: at least so many decimals, so that commas stand below each other; none is cut off. */
    aligned: (value: number, decimals: number): string => align(value, decimals),
    /** A change, with its sign; the minus is a real one. */
    change: (value: number): string => signed.format(value).replace('-', '−'),
    /** `value` is 0–100. */
    percent: (value: number, decimals = 0): string => `${align(value, decimals)}${locale === 'vi' ? ' %' : '%'}`,
    /** Of a day `YYYY-MM-DD`. */
    day: (day: string): string => days.format(new Date(`${day}T00:00:00Z`)),
    /** Of a day `YYYY-MM-DD`, without its year. */
    shortDay: (day: string): string => `${day.slice(8, 10)}/${day.slice(5, 7)}`,
    /** Of an ISO instant, in the time of Vietnam. */
    instant: (instant: string): string => instants.format(new Date(instant)),
    /** Day of an ISO instant, in the time of Vietnam. */
    instantDay: (instant: string): string => instantDays.format(new Date(instant)),
    /** Hour and minute of an instant in milliseconds: 08:12. */
    time: (instant: number): string => times.format(instant),
    /** Of a month `YYYY-MM`: tháng 7/2019. */
    period: (period: string): string =>
      locale === 'vi'
        ? `tháng ${Number(period.slice(5, 7))}/${period.slice(0, 4)}`
        : englishMonths.format(new Date(`${period}-01T00:00:00Z`)),
    /** Of a month `YYYY-MM`, for headings: tháng 7 năm 2019. */
    longPeriod: (period: string): string =>
      locale === 'vi'
        ? `tháng\u00a0${Number(period.slice(5, 7))} năm\u00a0${period.slice(0, 4)}`
        : englishMonths.format(new Date(`${period}-01T00:00:00Z`)),
    /** Of a month `YYYY-MM`, for narrow places: 7/2019. */
    shortPeriod: (period: string): string => `${Number(period.slice(5, 7))}/${period.slice(0, 4)}`,
  }
}
export type Formats = ReturnType<typeof createFormats>

function dayParts(locale: Locale): Intl.DateTimeFormatOptions {
  return locale === 'vi'
    ? { day: '2-digit', month: '2-digit', year: 'numeric', timeZone: 'UTC' }
    : { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' }
}
