import { isPeriod } from '@ntm/shared/periods/period'
import type { Cell, Row } from '../../spreadsheets/cells.js'
import type { OpenFile } from '../../spreadsheets/open-file.js'
import type { PlannedSheet } from '../../spreadsheets/workbook-plan.js'

/** Name of the sheet that says what a template is; nobody sees it. */
export const HIDDEN_SHEET = '_ntm'
const MARK = 'ntm-template'
/** Grows when a template of before can no longer be read. */
const FORM = '1'
const MOST_ROWS = 50_000

/** What a template was made for. */
export interface Identity {
  kind: string
  period: string
  set: string
  /** Versions of the sheets that it was made from, by code of the commune. */
  versions: ReadonlyMap<string, number>
}

export function planIdentity({ kind, period, set, versions }: Identity): PlannedSheet {
  return {
    name: HIDDEN_SHEET,
    state: 'veryHidden',
    widths: [],
    isGuarded: true,
    validations: [],
    rows: function* () {
      const line = (key: string, value: string | number) => [
        { value: key, style: 'plain' as const },
        { value, style: 'plain' as const },
      ]
      yield line(MARK, FORM)
      yield line('kind', kind)
      yield line('period', period)
      yield line('set', set)
      for (const [code, version] of versions) yield line(code, version)
    },
  }
}

/** The identity of a file that was made from a template; undefined for any other. @throws RefusedFile */
export async function findIdentity(file: OpenFile): Promise<Identity | undefined> {
  if (!file.sheets.includes(HIDDEN_SHEET)) return undefined
  const facts = new Map<string, string>()
  const versions = new Map<string, number>()
  for await (const row of file.rows(HIDDEN_SHEET)) {
    if (row.number > MOST_ROWS) break
    const [key, value] = [readText(row, 0), readText(row, 1)]
    if (/^\d+$/.test(key)) versions.set(key, Number(value))
    else facts.set(key, value)
  }
  const period = facts.get('period') ?? ''
  if (facts.get(MARK) !== FORM || !isPeriod(period)) return undefined
  return { kind: facts.get('kind') ?? '', period, set: facts.get('set') ?? '', versions }
}

function readText({ cells }: Row, column: number): string {
  const cell: Cell | undefined = cells.get(column)
  if (!cell) return ''
  return 'text' in cell ? cell.text : String(cell.value)
}
