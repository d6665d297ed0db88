import type { DisciplineView } from '@ntm/shared/discipline/wire'

type Row = DisciplineView['rows'][number]
type Cell = Row['months'][number]
type Month = DisciplineView['months'][number]

export const CELL_STATES = ['onTime', 'late', 'missing', 'waiting', 'notOwed'] as const
export type CellState = (typeof CELL_STATES)[number]

/** What a single commune's month comes to. */
export function stateOf(cell: Cell, { isDue }: Pick<Month, 'isDue'>): CellState {
  if (cell.expected === 0) return 'notOwed'
  if (cell.onTime > 0) return 'onTime'
  if (cell.reported > 0) return 'late'
  return isDue ? 'missing' : 'waiting'
}

/** Least disciplined first: fewest in time, then fewest at all, then by name. */
export function sortRows(rows: readonly Row[]): Row[] {
  const collator = new Intl.Collator('vi')
  return [...rows].sort(
    (a, b) =>
      (a.total.timeliness ?? 101) - (b.total.timeliness ?? 101) ||
      (a.total.rate ?? 101) - (b.total.rate ?? 101) ||
      collator.compare(a.unit.name, b.unit.name),
  )
}

/** The last month in which the row's unit owed anything: beyond it its code may be another unit's. */
export function lastOwed(row: Row, months: readonly Month[]): string | undefined {
  return months[row.months.findLastIndex(({ expected }) => expected > 0)]?.period
}

export type Finding =
  | { key: 'nothingDue' }
  | { key: 'allOnTime' | 'allReported' | 'someMissing'; missing: number; late: number; expected: number }

export function findDiscipline({ total }: Pick<DisciplineView, 'total'>): Finding {
  const { expected, reported, onTime } = total
  if (expected === 0) return { key: 'nothingDue' }
  const counts = { missing: expected - reported, late: reported - onTime, expected }
  if (counts.missing > 0) return { key: 'someMissing', ...counts }
  return { key: counts.late > 0 ? 'allReported' : 'allOnTime', ...counts }
}
