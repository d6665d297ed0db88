import { compareDecimals, decimalOf, formatDecimal, parseDecimal, roundQuotient } from './decimal.js'

export type ParsedNumber =
  { ok: true; value: number } | { ok: false; reason: 'empty' | 'ambiguous' | 'tooManyDigits' | 'notANumber' }

/** Whole part in groups of three, such as `1.234.567` or `1 234`. */
const groupedBy = (mark: string) => `[1-9]\\d{0,2}(?:${mark}\\d{3})+`

/** Forms that can mean one thing only, each with what to take away and what the decimal point is. */
const FORMS: readonly { form: RegExp; groupMark: string; pointMark: string }[] = [
  { form: /^\d+(?:,\d+)?$/, groupMark: '', pointMark: ',' },
  { form: new RegExp(`^${groupedBy('\\.')},\\d+$`), groupMark: '.', pointMark: ',' },
  { form: new RegExp(`^${groupedBy(' ')}(?:,\\d+)?$`), groupMark: ' ', pointMark: ',' },
  { form: new RegExp(`^${groupedBy(',')}\\.\\d+$`), groupMark: ',', pointMark: '.' },
  { form: /^[1-9]\d{0,2}(?:\.\d{3}){2,}$/, groupMark: '.', pointMark: ',' },
  { form: /^[1-9]\d{0,2}(?:,\d{3}){2,}$/, groupMark: ',', pointMark: '.' },
  { form: /^\d+\.\d+$/, groupMark: '', pointMark: '.' },
]

/** One point before three digits: eleven hundred to one reader, one and a tenth to another. */
const AMBIGUOUS_FORM = /^[1-9]\d{0,2}\.\d{3}$/

/**
 * Reads a number as people in Vietnam type it: `7,5`, `7.5`, `7,5 %`, `1.234,5`, ` 12 `.
 *
 * A comma alone is always the decimal comma; `1.100` is refused as ambiguous rather than guessed at. Text with more
 * digits than a number can hold is refused too, since the value would not be the one typed.
 */
export function parseVietnameseNumber(text: string): ParsedNumber {
  // Spaces of every width are one kind; the minus of a typesetter is a minus.
  const tidy = text.replace(/\s+/g, ' ').replace('−', '-').trim()
  if (tidy === '') return { ok: false, reason: 'empty' }

  const [, sign = '', body = ''] = /^(-?)([\d., ]+?) ?%?$/.exec(tidy) ?? []
  if (AMBIGUOUS_FORM.test(body)) return { ok: false, reason: 'ambiguous' }
  const reading = FORMS.find(({ form }) => form.test(body))
  if (!reading) return { ok: false, reason: 'notANumber' }

  const plain = sign + body.replaceAll(reading.groupMark, '').replace(reading.pointMark, '.')
  const typed = parseDecimal(plain)
  const value = Number(plain)
  const isExact = typed && Number.isFinite(value) && compareDecimals(decimalOf(value), typed) === 0
  return isExact ? { ok: true, value: value === 0 ? 0 : value } : { ok: false, reason: 'tooManyDigits' }
}

export interface NumberFormat {
  /** Decimals to print, rounded half away from zero; absent: as many as the number has. */
  places?: number
  /** Points between thousands. Off for a field that is read back: `1.100` could not be. */
  isGrouped?: boolean
}

/** Prints a number the Vietnamese way: `1.234,5`. */
export function formatVietnameseNumber(value: number, { places, isGrouped = true }: NumberFormat = {}): string {
  const decimal = decimalOf(value)
  const one = { digits: 1n, scale: 0 }
  const plain = places === undefined ? formatDecimal(decimal) : roundQuotient(decimal, one, places)
  const [whole = '', fraction] = plain.split('.')
  const grouped = isGrouped ? whole.replace(/\B(?=(?:\d{3})+$)/g, '.') : whole
  return fraction === undefined ? grouped : `${grouped},${fraction}`
}
