import type { TemplateLayout } from '@ntm/shared/imports/wire'
import { columnLetter, type Cell } from '../../spreadsheets/cells.js'

/** What can be given of a measure. */
export const FIELDS = ['value', 'numerator', 'denominator', 'notApplicable', 'note'] as const
export type Field = (typeof FIELDS)[number]

/** Names of columns in a template, and in files of programs. */
export const COLUMN_NAMES = {
  period: 'Kỳ',
  unit: 'Mã xã',
  unitName: 'Xã',
  version: 'Phiên bản phiếu',
  measure: 'Mã chỉ tiêu',
  label: 'Chỉ tiêu',
  measureUnit: 'Đơn vị tính',
  threshold: 'Mức phải đạt',
  lastMonth: 'Tháng trước',
  value: 'Giá trị',
  numerator: 'Tử số',
  denominator: 'Mẫu số',
  notApplicable: 'Không áp dụng',
  note: 'Ghi chú',
} as const
export type ColumnName = keyof typeof COLUMN_NAMES

/** Where everything stands, by column from 0. */
export interface Columns {
  layout: TemplateLayout
  /** Null where the whole tab is of one commune. */
  unit: number | null
  unitName: number | null
  period: number | null
  version: number | null
  /** Of the layout with a row a measure. */
  measure: number | null
  /** `measure` null: that of the row. */
  inputs: { column: number; measure: string | null; field: Field }[]
}

export interface HeadFault {
  column: number | null
  code: 'unknown_column' | 'column_twice' | 'unit_column_missing' | 'no_input_column'
  found: string | null
}

/** The head of a column of one measure in the layout with a row a commune. */
export function measureHead(key: string, field: Field): string {
  return field === 'value' ? key : `${key} ${COLUMN_NAMES[field].toLowerCase()}`
}

/**
 * Reads the head of a list: which column is what.
 *
 * @param keys - Measures of the set that judges the month.
 * @param options.hasUnits - Whether the communes stand in a column.
 */
export function readHead(
  cells: ReadonlyMap<number, Cell>,
  keys: readonly string[],
  { hasUnits }: { hasUnits: boolean },
): { columns?: Columns; faults: HeadFault[] } {
  const known = knownHeads(keys)
  const faults: HeadFault[] = []
  const places = new Map<string, number>()
  const inputs: Columns['inputs'] = []
  for (const [column, cell] of cells) {
    const text = headText(cell)
    const meaning = known.get(tidy(text))
    if (!meaning) faults.push({ column, code: 'unknown_column', found: text })
    else if (places.has(meaning.name)) faults.push({ column, code: 'column_twice', found: text })
    else {
      places.set(meaning.name, column)
      if (meaning.field) inputs.push({ column, measure: meaning.measure, field: meaning.field })
    }
  }
  const unit = places.get('unit') ?? null
  if (unit === null && hasUnits) faults.push({ column: null, code: 'unit_column_missing', found: null })
  const measure = places.get('measure') ?? null
  // A column without a measure belongs to the measure of the row, and the other way round.
  const usable = inputs.filter((input) => (input.measure === null) === (measure !== null))
  for (const stray of inputs.filter((input) => !usable.includes(input))) {
    faults.push({ column: stray.column, code: 'unknown_column', found: headText(cells.get(stray.column)) })
  }
  if (usable.length === 0) faults.push({ column: null, code: 'no_input_column', found: null })
  if (faults.length > 0) return { faults }
  const layout = measure === null ? 'communes' : 'measures'
  const [period = null, version = null] = [places.get('period'), places.get('version')]
  const unitName = places.get('unitName') ?? null
  return { columns: { layout, unit, unitName, period, version, measure, inputs: usable }, faults }
}

/** Whether a row is the head of a list, and not one of the lines above it. */
export function isHead(cells: ReadonlyMap<number, Cell>): boolean {
  const texts = textsOf(cells)
  // `Mã xã | 23512` above a list says which commune it is of.
  const isLabel = texts.length === 2 && texts.some((text) => /^\d{5}$/.test(text))
  return !isLabel && texts.some((text) => isName(text, 'unit'))
}

/** Whether a row is the head of a list of one commune, which has no column for it. */
export function isTabHead(cells: ReadonlyMap<number, Cell>): boolean {
  const texts = textsOf(cells)
  const has = (name: ColumnName) => texts.some((text) => isName(text, name))
  return has('measure') && (has('value') || has('numerator'))
}

const textsOf = (cells: ReadonlyMap<number, Cell>) => [...cells.values()].map((cell) => tidy(headText(cell)))
const isName = (text: string, name: ColumnName) => text === tidy(COLUMN_NAMES[name]) || text === tidy(name)

/** Column letters by field, or by measure and field, to name the cell of a figure by. */
export function letterByField({ unit, measure, inputs }: Columns): Record<string, string> {
  const letters: Record<string, string> = {}
  if (unit !== null) letters.unit = columnLetter(unit)
  if (measure !== null) letters.measure = columnLetter(measure)
  for (const input of inputs) {
    letters[input.measure === null ? input.field : `${input.measure}/${input.field}`] = columnLetter(input.column)
  }
  return letters
}

/** The letter under which a field of a measure stands; that of the commune where it has none of its own. */
export function letterOf(letters: Readonly<Record<string, string>>, measure: string | null, field: string | null) {
  const own = measure === null ? undefined : (letters[`${measure}/${field ?? 'value'}`] ?? letters[`${measure}/value`])
  const shared = measure === null ? undefined : (letters[field ?? 'value'] ?? letters.measure)
  return own ?? shared ?? letters.unit ?? 'A'
}

interface Meaning {
  name: string
  measure: string | null
  field: Field | null
}

function knownHeads(keys: readonly string[]): Map<string, Meaning> {
  const heads = new Map<string, Meaning>()
  for (const [name, text] of Object.entries(COLUMN_NAMES)) {
    const field = FIELDS.find((each) => each === name) ?? null
    heads.set(tidy(text), { name, measure: null, field })
    heads.set(tidy(name), { name, measure: null, field })
  }
  for (const key of keys) {
    for (const field of FIELDS) {
      const meaning = { name: `${key}/${field}`, measure: key, field }
      heads.set(tidy(measureHead(key, field)), meaning)
      heads.set(tidy(`${key}/${field}`), meaning)
    }
  }
  return heads
}

function headText(cell: Cell | undefined): string {
  if (!cell) return ''
  return 'text' in cell ? cell.text : String(cell.value)
}

/** What two spellings of a head share. */
export function tidy(text: string): string {
  return text.normalize('NFC').trim().toLowerCase().replaceAll(/\s+/g, ' ')
}
