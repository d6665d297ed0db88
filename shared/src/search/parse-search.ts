import { isPeriod, yearOf } from '../periods/period.js'
import { searchKey } from '../units/search-key.js'

/** Types of units as they are typed before a name: "huyện đắk hà". */
const TYPES = ['tỉnh', 'huyện', 'thành phố', 'xã', 'phường', 'thị trấn', 'thôn', 'làng'] as const

export interface ParsedSearch {
  /** Words that a name has to have, as search keys, longest first; empty where nothing but a month was typed. */
  words: string[]
  /** The words in the order in which they were typed. */
  text: string
  /** Type named before the name; units of it come first. */
  type: (typeof TYPES)[number] | null
  /** A month `YYYY-MM` that was typed beside the name. */
  period: string | null
}

const MONTH_FIRST = /(?:^|\s)(?:thang\s*|t)?(0?[1-9]|1[0-2])\s*(?:[/.-]|\s+nam\s+)\s*([12]\d{3})(?=\s|$)/
const YEAR_FIRST = /(?:^|\s)([12]\d{3})-(0[1-9]|1[0-2])(?=\s|$)/
const MONTH_ALONE = /(?:^|\s)thang\s+(0?[1-9]|1[0-2])(?=\s|$)/

/**
 * Reads what was typed into the search: "đăk mar 6/2019", "huyện Đắk Hà", "phiếu 23512 tháng 6".
 *
 * @param currentPeriod - The month under way: a month without a year is that of this year.
 */
export function parseSearch(typed: string, currentPeriod: string): ParsedSearch {
  const key = searchKey(typed.normalize('NFC'))
  const { period, rest } = takePeriod(key, currentPeriod)
  const named = rest.replace(/^phieu(?:\s+|$)/, '').trim()
  const type = TYPES.find((each) => named.startsWith(`${searchKey(each)} `)) ?? null
  const text = type === null ? named : named.slice(searchKey(type).length).trim()
  const words = [...new Set(text.split(' '))].filter((word) => word !== '').sort((a, b) => b.length - a.length)
  return { words, text, type, period }
}

function takePeriod(key: string, currentPeriod: string): { period: string | null; rest: string } {
  const rest = (match: RegExpExecArray) =>
    `${key.slice(0, match.index)} ${key.slice(match.index + match[0].length)}`.replace(/\s+/g, ' ').trim()
  const yearFirst = YEAR_FIRST.exec(key)
  if (yearFirst) return { period: checked(`${yearFirst[1] ?? ''}-${yearFirst[2] ?? ''}`), rest: rest(yearFirst) }
  const monthFirst = MONTH_FIRST.exec(key)
  if (monthFirst) return { period: checked(`${monthFirst[2] ?? ''}-${pad(monthFirst[1])}`), rest: rest(monthFirst) }
  const alone = MONTH_ALONE.exec(key)
  if (alone) return { period: checked(`${yearOf(currentPeriod)}-${pad(alone[1])}`), rest: rest(alone) }
  return { period: null, rest: key }
}

const pad = (month = '') => month.padStart(2, '0')

function checked(period: string): string | null {
  return isPeriod(period) ? period : null
}
