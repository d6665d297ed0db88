import type { FastifyInstance } from 'fastify'
import { findPlaces } from '@ntm/shared/units/find-places'
import type { UnitRef } from '@ntm/shared/units/wire'
import { forbidden, notFound } from '../../errors.js'
import type { Memory } from '../../plugins/memory.js'
import { isWithinBound, type Reader } from '../access/actor.js'
import { findUnitDetails, listRefs, type FoundUnit } from '../units/queries.js'
import { listMapped, listSourcesOf, readLineage, type MappedRow } from './find-mapped.js'
import { canSeeBasis } from './policy.js'
import { presentMapNote, presentMatrix, presentMatrixOnMap, presentOverview, presentTrend } from './present.js'
import { type ChildFigures, type CountedMonth } from './queries.js'
import { dayOfFigures, listCompared, type ResolvedMonth } from './read-month.js'
import { countRows, countTrend, isCounted, settleRows, type SettledRow } from './settle-rows.js'

/** An answer, and where the results lay that it tells of: they came from other branches than the unit's. */
export interface Regrouped {
  view: object
  sights: Sight[]
}

interface Sight {
  basis: CountedMonth['basis']
  isConsolidated: boolean
  /** Ids from the province down to the commune, each way once. */
  paths: (readonly number[])[]
}

/** Results as they were, regrouped onto the units of another day; nothing of them is changed or divided. */
export function createMapReader(app: FastifyInstance) {
  /** Results of the months that lie, on the map of that day, in the unit, or partly so. */
  async function readRows(memory: Memory, unit: FoundUnit, day: string, months: readonly CountedMonth[]) {
    const lineage = await memory.recall('lineage', () => readLineage(app.db))
    const isBelow = (id: number): boolean =>
      findPlaces(id, day, lineage).some((place) =>
        unit.path.every((step, index) => lineage.units.get(place)?.path[index] === step),
      )
    const touched = [...lineage.units.values()]
    const ids = touched.filter(({ id, unit: { kind } }) => kind === 'commune' && isBelow(id)).map(({ id }) => id)
    // Those above, which became this unit: what lay below them and went nowhere is not to vanish.
    const sources = touched.filter(({ id }) => id !== unit.id && findPlaces(id, day, lineage).includes(unit.id))
    const asked = { paths: [unit.path, ...sources.map(({ path }) => path)], ids, day }
    return settleRows(await listMapped(app.db, asked, months), unit.path, day, lineage)
  }

  async function readOverview(resolved: ResolvedMonth, day: string): Promise<Regrouped> {
    const { memory, unit, month, set, days, isConsolidated } = resolved
    const { comparisons, earlier } = await listCompared(app.db, month.period)
    const months = [month, ...earlier]
    const [rows, details] = await Promise.all([
      readRows(memory, unit, day, months),
      findUnitDetails(app.db, unit.code, day),
    ])
    if (!details) throw notFound('unit_not_found')
    const childIds = rows.flatMap(({ settled }) => (settled.kind === 'child' ? [settled.id] : []))
    const refs = await listRefs(app.db, [...new Set(childIds)])
    const rowsOf = (period: string) => rows.filter((row) => row.period === period)
    const figures = months.flatMap(({ period }) => countByChild(rowsOf(period), period, refs, set))
    const divided = months.map(({ period }) => ({
      period,
      ...countRows(
        rowsOf(period).filter((row) => row.settled.kind === 'divided' && isCounted(row)),
        set,
      ),
    }))
    const now = rowsOf(month.period)
    const sources = await listSourcesOf(app.db, now.filter(isCounted))
    const asOf = dayOfFigures(month.basis, days?.consolidatedAt, app.clock.today(), sources)
    const view = presentOverview({ unit: details, month, asOf, set, figures, divided, comparisons, sources })
    const sights = earlier.map(({ period, basis, consolidatedAt }) =>
      sightOf(rowsOf(period), basis, consolidatedAt !== null),
    )
    return {
      view: { ...view, map: presentMapNote(day, now) },
      sights: [sightOf(now, month.basis, isConsolidated), ...sights],
    }
  }

  async function readMatrix(resolved: ResolvedMonth, day: string): Promise<Regrouped> {
    const { memory, unit, month, set, isConsolidated } = resolved
    const rows = await readRows(memory, unit, day, [month])
    const counted = rows.filter(isCounted)
    const parentIds = counted.flatMap(({ places }) => places.flatMap(({ path }) => path.at(-2) ?? []))
    const parents = await listRefs(app.db, [...new Set(parentIds)])
    const matrix = presentMatrix(unit, month, set, counted, await listSourcesOf(app.db, counted))
    return {
      view: presentMatrixOnMap(matrix, day, rows, parents),
      sights: [sightOf(rows, month.basis, isConsolidated)],
    }
  }

  async function readTrend(
    memory: Memory,
    unit: FoundUnit,
    day: string,
    months: readonly CountedMonth[],
  ): Promise<Regrouped> {
    const basis = months[0]?.basis ?? 'official'
    const rows = await readRows(memory, unit, day, months)
    const sources = await listSourcesOf(app.db, rows.filter(isCounted))
    return {
      view: { ...presentTrend(unit, basis, countTrend(rows, months), sources), map: { day } },
      // Any of its months may be under way: the strictest decides.
      sights: [sightOf(rows, basis, false)],
    }
  }

  return { readOverview, readMatrix, readTrend }
}

/** @throws AppError 403 unless the reader may see every result where it was. */
export function refuseHidden(reader: Reader, { paths, ...month }: Sight): void {
  if (paths.some((path) => !isWithinBound(reader, path))) throw forbidden()
  if (paths.some((path) => !canSeeBasis(reader, { ...month, path }))) throw forbidden('basis_not_visible')
}

function sightOf(rows: readonly MappedRow[], basis: CountedMonth['basis'], isConsolidated: boolean): Sight {
  return { basis, isConsolidated, paths: [...new Map(rows.map(({ path }) => [path.join('.'), path])).values()] }
}

function countByChild(
  rows: readonly SettledRow[],
  period: string,
  refs: ReadonlyMap<number, UnitRef>,
  set: ResolvedMonth['set'],
): ChildFigures[] {
  const children = new Map<number, SettledRow[]>()
  for (const row of rows) {
    if (row.settled.kind !== 'child') continue
    children.set(row.settled.id, [...(children.get(row.settled.id) ?? []), row])
  }
  return [...children]
    .flatMap(([id, below]) => {
      const child = refs.get(id)
      return child ? [{ period, child, ...countRows(below, set) }] : []
    })
    .sort((a, b) => (a.child.code < b.child.code ? -1 : 1))
}
