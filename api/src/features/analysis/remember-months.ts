import { BANDS } from '@ntm/shared/analysis/bands'
import type { Database } from '../../db/client.js'
import { countFiguresSince, countTotalsSince, type CountedSince, type StampedMonth } from './find-figures.js'
import type { ChildFigures, ChildTotals, CountedMonth, CountedSet, TrendRow } from './queries.js'

/** A month as it was counted: never changed, only replaced. */
interface Counted<Figures> {
  stamp: string
  children: ReadonlyMap<number, Figures>
}

/** By unit, month, basis and set; of each pool its own. */
type Kept<Figures> = WeakMap<object, Map<string, Counted<Figures>>>

/** Months of units kept at most: ten years of every commune of a province would not be asked for at once. */
const MONTHS_KEPT = 2_000

const keptFigures: Kept<ChildFigures> = new WeakMap()
const keptTotals: Kept<ChildTotals> = new WeakMap()

/**
 * The figures of any number of months, each month once, by child of the unit, as they are now. Of a month counted before
 * only the children are counted again under which something has changed since: docs/decisions/0029.
 *
 * @param db - No transaction: what one counts that is rolled back must not be kept.
 * @param path - Ids from the province down to the unit.
 */
export function countMonths(
  db: Database,
  path: readonly number[],
  months: readonly CountedMonth[],
  set: CountedSet,
): Promise<ChildFigures[]> {
  const place = `${path.join('.')} ${set.id}`
  return recount(keptFigures, db, place, months, (asked) => countFiguresSince(db, path, asked, set))
}

/** A point a month, in the order asked: the children of each added up. */
export async function countTrend(
  db: Database,
  path: readonly number[],
  months: readonly CountedMonth[],
): Promise<TrendRow[]> {
  const count = (asked: readonly StampedMonth[]) => countTotalsSince(db, path, asked)
  const points = new Map(months.map(({ period }) => [period, startPoint(period)]))
  for (const each of await recount(keptTotals, db, path.join('.'), months, count)) {
    const point = points.get(each.period)
    if (!point) continue
    point.communes += each.communes
    point.counted += each.counted
    point.imported += each.imported
    point.total += each.total
    point.bands = point.bands.map((sum, index) => sum + (each.bands[index] ?? 0))
  }
  return [...points.values()]
}

function startPoint(period: string): TrendRow {
  return { period, communes: 0, counted: 0, imported: 0, total: 0, bands: BANDS.map(() => 0) }
}

async function recount<Figures extends ChildTotals>(
  kept: Kept<Figures>,
  db: Database,
  place: string,
  months: readonly CountedMonth[],
  count: (asked: readonly StampedMonth[]) => Promise<CountedSince<Figures>>,
): Promise<Figures[]> {
  const memory = kept.get(db.$client) ?? new Map<string, Counted<Figures>>()
  kept.set(db.$client, memory)
  const known = months.map((month) => {
    const key = `${place} ${month.period} ${month.basis}`
    return { month, key, before: memory.get(key) }
  })
  const counted = await count(known.map(({ month, before }) => ({ ...month, stamp: before?.stamp })))

  return known.flatMap(({ month, key, before }) => {
    const children = merge(before, month.period, counted)
    keep(memory, key, { stamp: counted.stamp, children })
    return [...children.values()].sort((a, b) => (a.child.code < b.child.code ? -1 : 1))
  })
}

function merge<Figures extends ChildTotals>(
  before: Counted<Figures> | undefined,
  period: string,
  { wholePeriods, figures }: CountedSince<Figures>,
): ReadonlyMap<number, Figures> {
  const isWhole = before === undefined || wholePeriods.includes(period)
  const children = new Map<number, Figures>(isWhole ? [] : before.children)
  for (const each of figures) if (each.period === period) children.set(each.childId, each)
  return children
}

/** Forgets what was asked for longest ago when it is full. */
function keep<Figures>(memory: Map<string, Counted<Figures>>, key: string, counted: Counted<Figures>): void {
  memory.delete(key)
  memory.set(key, counted)
  const oldest = memory.size > MONTHS_KEPT ? memory.keys().next() : undefined
  if (oldest && !oldest.done) memory.delete(oldest.value)
}
