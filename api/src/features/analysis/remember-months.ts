import type { Database } from '../../db/client.js'
import { countSince, type CountedSince } from './find-figures.js'
import type { ChildFigures, CountedMonth, CountedSet } from './queries.js'

/** A month as it was counted: never changed, only replaced. */
interface Counted {
  stamp: string
  children: ReadonlyMap<number, ChildFigures>
}

/** Months of units kept at most: ten years of every commune of a province would not be asked for at once. */
const MONTHS_KEPT = 2_000

const kept = new WeakMap<object, Map<string, Counted>>()

/**
 * The figures of any number of months, each month once, by child of the unit, as they are now. Of a month counted before
 * only the children are counted again under which something has changed since: docs/decisions/0029.
 *
 * @param path - Ids from the province down to the unit.
 */
export async function countMonths(
  db: Database,
  path: readonly number[],
  months: readonly CountedMonth[],
  set: CountedSet,
): Promise<ChildFigures[]> {
  const memory = kept.get(db.$client) ?? new Map<string, Counted>()
  kept.set(db.$client, memory)
  const known = months.map((month) => {
    const key = `${path.join('.')} ${month.period} ${month.basis} ${set.id}`
    return { month, key, before: memory.get(key) }
  })
  const asked = known.map(({ month, before }) => ({ ...month, stamp: before?.stamp }))
  const counted = await countSince(db, path, asked, set)

  return known.flatMap(({ month, key, before }) => {
    const children = merge(before, month.period, counted)
    keep(memory, key, { stamp: counted.stamp, children })
    return [...children.values()].sort((a, b) => (a.child.code < b.child.code ? -1 : 1))
  })
}

function merge(before: Counted | undefined, period: string, { wholePeriods, figures }: CountedSince) {
  const isWhole = before === undefined || wholePeriods.includes(period)
  const children = new Map(isWhole ? [] : before.children)
  for (const each of figures) if (each.period === period) children.set(each.childId, each)
  return children
}

/** Forgets what was asked for longest ago when it is full. */
function keep(memory: Map<string, Counted>, key: string, counted: Counted): void {
  memory.delete(key)
  memory.set(key, counted)
  const oldest = memory.size > MONTHS_KEPT ? memory.keys().next() : undefined
  if (oldest && !oldest.done) memory.delete(oldest.value)
}
