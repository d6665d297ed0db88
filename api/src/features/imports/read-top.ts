import { lastDayOf } from '@ntm/shared/periods/period'
import { columnLetter, type Row } from '../../spreadsheets/cells.js'
import { pickCatalogue, type Catalogue } from '../criteria/queries.js'
import { readHead, type Columns } from './columns.js'
import type { ErrorList } from './error-list.js'
import { HEAD_FAULTS, noPeriod, noSet, otherMonth, otherSet } from './messages.js'
import { periodOf } from './parse-rows.js'
import { showCell } from './read-cell.js'
import type { TabTop } from './tab-top.js'
import type { Identity } from './template-identity.js'

export interface Head {
  columns: Columns
  cells: Row['cells']
  row: number
  period: string
  set: Catalogue | undefined
  measures: ReadonlyMap<string, Catalogue['measures'][number]>
}

export type Place = (column: string, row: number) => string

export interface TopContext {
  identity: Identity | undefined
  sets: readonly Catalogue[]
  top: TabTop
  /** Month of the tabs before this one; null where it is the first. */
  period: string | null
  isOneOfMany: boolean
  /** Whether the communes stand in a column. */
  hasUnits: boolean
}

/** The head once its columns are known; undefined when it cannot be read, and why stands among the errors. */
export function readTop(row: Row, context: TopContext, errors: ErrorList, place: Place): Head | undefined {
  const { identity, sets, top, isOneOfMany, hasUnits } = context
  const set = identity && pickCatalogue(sets, lastDayOf(identity.period))
  if (identity && set?.code !== identity.set) {
    if (set) errors.addWhole('other_set', otherSet(identity.set))
    else errors.addWhole('no_criteria_set', noSet)
    return undefined
  }
  // Before the month is known any set's measures may head a column.
  const keys = (set ? [set] : sets).flatMap(({ measures }) => measures.map(({ key }) => key))
  const { columns, faults } = readHead(row.cells, keys, { hasUnits })
  for (const { column, code, found } of faults) {
    const cell = column === null ? null : place(columnLetter(column), row.number)
    const message = HEAD_FAULTS[code]
    errors.add({ cell, row: row.number, unit: null, unitName: null, measure: null, code, found, message })
  }
  if (!columns) return undefined
  const head: Head = { columns, cells: row.cells, row: row.number, period: '', set: undefined, measures: new Map() }
  // A column tells the month of each row by itself.
  if (columns.period !== null) return identity ? ofMonth(head, identity.period, set) : head
  const [told] = top.periods
  const known = identity?.period ?? (top.periods.size === 1 ? told : undefined)
  if (known === undefined) {
    if (isOneOfMany) errors.addAt(place('A', row.number), row.number, 'no_period', noPeriod)
    else errors.addWhole('no_period', noPeriod)
    return undefined
  }
  const isOther =
    isOneOfMany && ((top.periods.size > 0 && !top.periods.has(known)) || (context.period ?? known) !== known)
  if (isOther) {
    errors.addAt(place('A', row.number), row.number, 'wrong_period', otherMonth)
    return undefined
  }
  const judged = set ?? pickCatalogue(sets, lastDayOf(known))
  if (!judged) errors.addWhole('no_criteria_set', noSet)
  return judged && ofMonth(head, known, judged)
}

/** A list that tells its months by a column is of the one that its first row names. */
export function settlePeriod(
  head: Head,
  row: Row,
  { sets, period: before }: Pick<TopContext, 'sets' | 'period'>,
  errors: ErrorList,
  place: Place,
): Head {
  if (head.set || head.columns.period === null) return head
  const cell = row.cells.get(head.columns.period)
  // Another month than that of the tabs before is told at its rows.
  const period = before ?? periodOf(cell)
  const set = period === undefined ? undefined : pickCatalogue(sets, lastDayOf(period))
  if (period !== undefined && set) return ofMonth(head, period, set)
  const at = place(columnLetter(head.columns.period), row.number)
  const [code, message] = period === undefined ? ['no_period', noPeriod] : ['no_criteria_set', noSet]
  const found = cell ? showCell(cell).slice(0, 200) : null
  errors.add({ cell: at, row: row.number, unit: null, unitName: null, measure: null, code, found, message })
  return head
}

function ofMonth(head: Head, period: string, set: Catalogue | undefined): Head {
  return { ...head, period, set, measures: new Map((set?.measures ?? []).map((measure) => [measure.key, measure])) }
}
