import type { FastifyInstance } from 'fastify'
import { previousDecember, previousPeriod } from '@ntm/shared/periods/period'
import { findPlaces } from '@ntm/shared/units/find-places'
import type { UnitRef } from '@ntm/shared/units/wire'
import { forbidden, notFound } from '../../errors.js'
import type { Memory } from '../../plugins/memory.js'
import { isWithinBound, type Reader } from '../access/actor.js'
import { listPeriodDays } from '../periods/queries.js'
import { findUnitDetails, listRefs, type FoundUnit } from '../units/queries.js'
import { listMapped, listSourcesOf, readLineage, type MappedRow } from './find-mapped.js'
import { canSeeBasis } from './policy.js'
import { presentMapNote, presentOverview } from './present.js'
import { type ChildFigures, type CountedMonth } from './queries.js'
import { bestBasis, dayOfFigures, type ResolvedMonth } from './read-month.js'
import { countRows, isCounted, settleRows, type SettledRow } from './settle-rows.js'

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

  /** Results came from other branches than the unit's: each is seen by whoever may see it where it was. */
  function refuseHidden(reader: Reader, rows: readonly MappedRow[], { basis, isConsolidated }: Seen): void {
    if (rows.some(({ path }) => !isWithinBound(reader, path))) throw forbidden()
    if (rows.some(({ path }) => !canSeeBasis(reader, { basis, isConsolidated, path }))) {
      throw forbidden('basis_not_visible')
    }
  }

  async function listComparedMonths({ month, days }: ResolvedMonth) {
    const comparisons = [
      { kind: 'lastMonth' as const, period: previousPeriod(month.period) },
      { kind: 'lastDecember' as const, period: previousDecember(month.period) },
    ]
    const earlier = await listPeriodDays(app.db, [...new Set(comparisons.map(({ period }) => period))])
    const months = earlier.map(({ period, consolidatedAt }) => ({ period, basis: bestBasis(consolidatedAt) }))
    return {
      comparisons,
      months: [month, ...months],
      asOf: dayOfFigures(month.basis, days?.consolidatedAt, app.clock.today()),
    }
  }

  async function readOverview(resolved: ResolvedMonth, day: string) {
    const { memory, unit, month, set } = resolved
    const { comparisons, months, asOf } = await listComparedMonths(resolved)
    const [rows, details] = await Promise.all([
      readRows(memory, unit, day, months),
      findUnitDetails(app.db, unit.code, day),
    ])
    if (!details) throw notFound('unit_not_found')
    const childIds = rows.flatMap(({ settled }) => (settled.kind === 'child' ? [settled.id] : []))
    const refs = await listRefs(app.db, [...new Set(childIds)])
    const figures = months.flatMap(({ period }) =>
      countByChild(
        rows.filter((row) => row.period === period),
        period,
        refs,
        set,
      ),
    )
    const divided = months.map(({ period }) => ({
      period,
      ...countRows(
        rows.filter((row) => row.period === period && row.settled.kind === 'divided' && isCounted(row)),
        set,
      ),
    }))
    const now = rows.filter((row) => row.period === month.period)
    const sources = await listSourcesOf(app.db, now.filter(isCounted))
    const view = presentOverview({ unit: details, month, asOf, set, figures, divided, comparisons, sources })
    return { ...view, map: presentMapNote(day, now) }
  }

  return { readRows, refuseHidden, readOverview }
}

interface Seen {
  basis: CountedMonth['basis']
  isConsolidated: boolean
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
