import type { MeasureKind } from '@ntm/shared/criteria/definition'
import { parseVietnameseNumber } from '@ntm/shared/numbers/vietnamese-number'
import { multiplyDecimals, decimalOf, formatDecimal } from '@ntm/shared/numbers/decimal'
import type { Cell } from '../../spreadsheets/cells.js'
import type { CsvProfile } from '../../spreadsheets/csv.js'
import { dayOfSerial } from '../../spreadsheets/serial-day.js'

export type CellFault =
  | 'not_a_number'
  | 'ambiguous_number'
  | 'too_many_digits'
  | 'comma_in_number'
  | 'is_a_date'
  | 'is_a_boolean'
  | 'is_an_error'
  | 'not_calculated'
  | 'not_met_or_not'
  | 'not_yes_or_no'
  | 'note_too_long'

type Read<T> = { ok: true; value: T } | { ok: false; fault: CellFault }

const MET = new Set(['đạt', 'true', 'met'])
const NOT_MET = new Set(['chưa đạt', 'không đạt', 'false', 'notmet'])
const YES = new Set(['x', 'có', 'không áp dụng', 'true', '1'])
const NO = new Set(['không', 'false', '0', ''])
const LONGEST_NOTE = 2000
const MACHINE_NUMBER = /^-?\d{1,20}(\.\d{1,20})?$/

/** The answer to a measure, as a number (of a boolean one 1 or 0), from a cell by its type. */
export function readAnswer(cell: Cell, kind: MeasureKind, profile: CsvProfile | undefined): Read<number> {
  return kind === 'boolean' ? readMet(cell) : readNumber(cell, profile)
}

function readMet(cell: Cell): Read<number> {
  if (cell.kind === 'boolean') return { ok: true, value: Number(cell.value) }
  const word = cell.kind === 'text' ? tidy(cell.text) : ''
  if (MET.has(word)) return { ok: true, value: 1 }
  if (NOT_MET.has(word)) return { ok: true, value: 0 }
  return { ok: false, fault: brokenFormula(cell) ?? 'not_met_or_not' }
}

/** What is wrong where a formula has come to nothing. */
function brokenFormula({ kind }: Cell): CellFault | undefined {
  if (kind === 'error') return 'is_an_error'
  return kind === 'formula' ? 'not_calculated' : undefined
}

/**
 * A number by the type of its cell; text by the rules of Viet Nam, and by those of programs in a file of one.
 *
 * What Excel shows as 75 % is meant as 75.
 */
export function readNumber(cell: Cell, profile: CsvProfile | undefined): Read<number> {
  switch (cell.kind) {
    case 'number':
      return { ok: true, value: cell.value }
    case 'percent':
      return { ok: true, value: timesHundred(cell.value) }
    case 'date':
      return { ok: false, fault: 'is_a_date' }
    case 'boolean':
      return { ok: false, fault: 'is_a_boolean' }
    case 'error':
      return { ok: false, fault: 'is_an_error' }
    case 'formula':
      return { ok: false, fault: 'not_calculated' }
    case 'text': {
      if (profile === 'machine') return readMachineNumber(cell.text)
      const parsed = parseVietnameseNumber(cell.text)
      return parsed.ok ? { ok: true, value: parsed.value } : { ok: false, fault: TEXT_FAULTS[parsed.reason] }
    }
  }
}

const TEXT_FAULTS = {
  empty: 'not_a_number',
  notANumber: 'not_a_number',
  ambiguous: 'ambiguous_number',
  tooManyDigits: 'too_many_digits',
} as const satisfies Record<string, CellFault>

function readMachineNumber(text: string): Read<number> {
  const plain = text.trim()
  if (MACHINE_NUMBER.test(plain)) return { ok: true, value: Number(plain) }
  return { ok: false, fault: /^-?[\d.]*\d,\d[\d.,]*$/.test(plain) ? 'comma_in_number' : 'not_a_number' }
}

export function readYes(cell: Cell): Read<boolean> {
  const broken = brokenFormula(cell)
  if (broken) return { ok: false, fault: broken }
  const word = cell.kind === 'boolean' ? String(cell.value) : 'text' in cell ? tidy(cell.text) : String(cell.value)
  if (YES.has(word)) return { ok: true, value: true }
  return NO.has(word) ? { ok: true, value: false } : { ok: false, fault: 'not_yes_or_no' }
}

export function readNote(cell: Cell): Read<string> {
  const broken = brokenFormula(cell)
  if (broken) return { ok: false, fault: broken }
  const text = showCell(cell).trim()
  return text.length > LONGEST_NOTE ? { ok: false, fault: 'note_too_long' } : { ok: true, value: text }
}

/** What a person sees in the cell, short enough for a list of errors. */
export function showCell(cell: Cell): string {
  if ('text' in cell) return cell.text
  if (cell.kind === 'boolean') return cell.value ? 'TRUE' : 'FALSE'
  if (cell.kind === 'percent') return `${timesHundred(cell.value)} %`.replace('.', ',')
  if (cell.kind === 'date') return dayOfSerial(cell.value)?.split('-').reverse().join('/') ?? String(cell.value)
  return String(cell.value).replace('.', ',')
}

function timesHundred(value: number): number {
  return Number(formatDecimal(multiplyDecimals(decimalOf(value), decimalOf(100))))
}

function tidy(text: string): string {
  return text.normalize('NFC').trim().toLowerCase().replaceAll(/\s+/g, ' ')
}
