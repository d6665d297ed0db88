import type { Database } from '../../db/client.js'
import { countMonths, type ChildFigures, type CountedMonth, type CountedSet } from './queries.js'

/** A month to count with the instant of its consolidation, null while it is open, and its version. */
export interface DatedMonth extends CountedMonth {
  consolidatedAt: Date | null
  version: number
}

/** Months of units kept at most: ten years of every commune of a province would not be asked for at once. */
const MONTHS_KEPT = 2_000

const kept = new WeakMap<object, Map<string, ChildFigures[]>>()

/**
 * Counts like `countMonths`, but a consolidated month only once: nothing changes its official figures until it is
 * consolidated anew or one of its sheets moves, and then its version is another.
 */
export async function countRemembered(
  db: Database,
  path: readonly number[],
  months: readonly DatedMonth[],
  set: CountedSet,
): Promise<ChildFigures[]> {
  const memory = kept.get(db.$client) ?? new Map<string, ChildFigures[]>()
  kept.set(db.$client, memory)
  const keyed = months.map((month) => ({ month, key: keyOf(path, month, set) }))
  const unknown = keyed.filter(({ key }) => key === undefined || !memory.has(key))
  const counted = unknown.length === 0 ? [] : await countMonths(db, path, unique(unknown), set)

  return keyed.flatMap(({ month, key }) => {
    const found = key === undefined ? undefined : memory.get(key)
    const figures = found ?? counted.filter(({ period }) => period === month.period)
    if (key !== undefined && found === undefined) keep(memory, key, figures)
    return figures
  })
}

function keyOf(path: readonly number[], { period, basis, consolidatedAt, version }: DatedMonth, set: CountedSet) {
  if (consolidatedAt === null || basis !== 'official') return undefined
  return `${path.join('.')} ${period} ${set.id} ${version}`
}

function unique(unknown: readonly { month: DatedMonth }[]): DatedMonth[] {
  return [...new Map(unknown.map(({ month }) => [month.period, month])).values()]
}

function keep(memory: Map<string, ChildFigures[]>, key: string, figures: ChildFigures[]): void {
  const oldest = memory.size >= MONTHS_KEPT ? memory.keys().next() : undefined
  if (oldest && !oldest.done) memory.delete(oldest.value)
  memory.set(key, figures)
}
