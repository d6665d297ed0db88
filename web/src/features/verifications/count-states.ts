import type { VerificationState } from '@ntm/shared/verifications/verdicts'
import type { VerificationView } from '@ntm/shared/verifications/wire'

export type StateCounts = Record<VerificationState, number>

export function countStates(rows: readonly Pick<VerificationView, 'state'>[]): StateCounts {
  const counts: StateCounts = { waiting: 0, confirmed: 0, rejected: 0 }
  for (const { state } of rows) counts[state] += 1
  return counts
}

export interface IndicatorSummary {
  code: string
  counts: StateCounts
}

/** How the communes stand with each indicator, in the order given; an indicator without a sheet counts nothing. */
export function summarise(rows: readonly VerificationView[], indicators: readonly string[]): IndicatorSummary[] {
  return indicators.map((code) => ({ code, counts: countStates(rows.filter(({ indicator }) => indicator === code)) }))
}

/** The indicator to begin with: the first that has something of the state looked for, else something waiting. */
export function pickIndicator(
  summaries: readonly IndicatorSummary[],
  wanted: string,
  state: VerificationState = 'waiting',
): string {
  const known = summaries.find(({ code }) => code === wanted)
  const fitting = summaries.find(({ counts }) => counts[state] > 0)
  return (known ?? fitting ?? summaries[0])?.code ?? ''
}

/** `changed`: the commune has sent another figure since it was rejected, this month or in an earlier one. */
export const STATE_FILTERS = ['waiting', 'changed', 'confirmed', 'rejected'] as const
export type StateFilter = (typeof STATE_FILTERS)[number]

export function isChanged({ state, outdated, verdictOf, period }: VerificationView): boolean {
  return state === 'rejected' && (outdated || (verdictOf !== null && verdictOf < period))
}

export interface RowFilter {
  indicator: string
  /** Code of a district; empty: all. */
  district: string
  state: StateFilter | ''
}

export function filterRows(rows: readonly VerificationView[], filter: RowFilter): VerificationView[] {
  return rows.filter(
    (row) =>
      row.indicator === filter.indicator &&
      (filter.district === '' || row.parent.code === filter.district) &&
      (filter.state === '' || (filter.state === 'changed' ? isChanged(row) : row.state === filter.state)),
  )
}

export interface DistrictRows<T> {
  parent: VerificationView['parent']
  rows: T[]
}

/** By district, in the order in which they come. */
export function groupByDistrict<T extends Pick<VerificationView, 'parent'>>(rows: readonly T[]): DistrictRows<T>[] {
  const groups = new Map<string, DistrictRows<T>>()
  for (const row of rows) {
    const group = groups.get(row.parent.uid) ?? { parent: row.parent, rows: [] }
    group.rows.push(row)
    groups.set(row.parent.uid, group)
  }
  return [...groups.values()].sort((a, b) => a.parent.code.localeCompare(b.parent.code))
}

export interface MatrixRow {
  unit: VerificationView['unit']
  parent: VerificationView['parent']
  /** By code of indicator. */
  cells: ReadonlyMap<string, VerificationView>
}

/** A row a commune that has sent its sheet. */
export function listCommunes(rows: readonly VerificationView[]): MatrixRow[] {
  const communes = new Map<string, { row: VerificationView; cells: Map<string, VerificationView> }>()
  for (const row of rows) {
    const found = communes.get(row.unit.uid) ?? { row, cells: new Map<string, VerificationView>() }
    found.cells.set(row.indicator, row)
    communes.set(row.unit.uid, found)
  }
  return [...communes.values()].map(({ row: { unit, parent }, cells }) => ({ unit, parent, cells }))
}
