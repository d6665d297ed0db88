/** How a cell looks, and whether it can be typed in while its sheet is guarded. */
export const CELL_STYLES = [
  'plain',
  'title',
  'text',
  'head',
  'guarded',
  'guardedNumber',
  'input',
  'inputNumber',
] as const
export type CellStyle = (typeof CELL_STYLES)[number]

export interface PlannedCell {
  value: string | number | null
  style: CellStyle
}

/** A rule that Excel holds whoever types to. */
export interface PlannedValidation {
  /** Such as `H12:H4311`; several separated by spaces. */
  range: string
  rule: { kind: 'list'; words: readonly string[] } | { kind: 'decimal'; min: number; max: number | null }
  /** Shown when something else is typed. */
  message: string
}

export interface PlannedSheet {
  name: string
  /** `veryHidden`: not to be shown by the menus of Excel. */
  state?: 'visible' | 'veryHidden'
  /** In characters. */
  widths: readonly number[]
  /** Rows and columns that stay in sight. */
  freeze?: { rows: number; columns: number }
  /** Range of the list with a filter in its head. */
  filter?: string
  /** Whether only cells of an input style take what is typed. There is no password: it guards against slips. */
  isGuarded: boolean
  validations: readonly PlannedValidation[]
  /** Ranges shown as one cell. */
  merged?: readonly string[]
  rows: () => Iterable<readonly PlannedCell[]>
}
