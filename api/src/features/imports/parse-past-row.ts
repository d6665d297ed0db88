import { parsePastMarks, parsePastPeriod, type PastResult } from '@ntm/shared/imports/past-row'
import type { PastColumns } from './past-columns.js'
import type { PAST_ROW_FAULTS } from './past-messages.js'

/** A result as the file has it. */
export interface PastRow extends PastResult {
  row: number
  unitCode: string
  /** As the file names the commune. */
  unitName: string | null
  period: string
  /** Where it stands, such as `Ket_qua!C5`. */
  cells: { unit: string; unitName: string; period: string }
}

export interface RowFault {
  cell: string
  code: keyof typeof PAST_ROW_FAULTS
  unit: string | null
  unitName: string | null
  found: string | null
}

export type Place = (column: number, row: number) => string

interface TextRow {
  number: number
  /** What a person sees, by column from 0. */
  texts: ReadonlyMap<number, string>
}

const LONGEST_SHOWN = 200

/** Reads one row below the head: a result of its month, or one for each year that it has a count of. */
export function parsePastRow(row: TextRow, columns: PastColumns, place: Place): (PastRow | RowFault)[] {
  const { month, years } = columns
  const at = (column: number | null): string => (column === null ? '' : (row.texts.get(column) ?? '').trim())
  const code = at(columns.unit)
  const unit = code === '' ? null : code.slice(0, LONGEST_SHOWN)
  const unitName = at(columns.unitName).slice(0, LONGEST_SHOWN) || null
  const fail = (column: number, fault: RowFault['code']): RowFault => ({
    cell: place(column, row.number),
    code: fault,
    unit,
    unitName,
    found: at(column).slice(0, LONGEST_SHOWN) || null,
  })
  const accept = (period: string, column: number, result: PastResult): PastRow => ({
    ...result,
    row: row.number,
    unitCode: unit ?? '',
    unitName,
    period,
    cells: {
      unit: place(columns.unit, row.number),
      unitName: place(columns.unitName ?? columns.unit, row.number),
      period: place(column, row.number),
    },
  })

  if (!month) {
    const told = years.filter(({ column }) => at(column) !== '')
    if (told.length > 0 && unit === null) return [fail(columns.unit, 'unit_missing')]
    return told.map(({ column, period }) => {
      const judged = parsePastMarks([], at(column))
      if (!judged.ok) return fail(column, judged.fault)
      return judged.result ? accept(period, column, judged.result) : fail(column, 'result_missing')
    })
  }

  if (row.texts.size === 0) return []
  if (unit === null) return [fail(columns.unit, 'unit_missing')]
  const read = parsePastPeriod(at(month.period))
  if (!read.ok) return [fail(month.period, read.fault)]
  const judged = parsePastMarks(month.marks.map(at), at(month.count))
  const counted = month.count ?? month.marks[0] ?? columns.unit
  if (!judged.ok) {
    const marked = judged.criterion === null ? undefined : month.marks[judged.criterion - 1]
    return [fail(marked ?? counted, judged.fault)]
  }
  return [judged.result ? accept(read.period, month.period, judged.result) : fail(counted, 'result_missing')]
}
