import { isValidOn, type Validity } from './valid-on.js'

/** Units that a succession ever touched, and what became of what. */
export interface Lineage {
  units: ReadonlyMap<number, Validity>
  /** By unit: what it became, or became part of. */
  successors: ReadonlyMap<number, readonly number[]>
  predecessors: ReadonlyMap<number, readonly number[]>
}

export interface SuccessionRow {
  fromId: number
  toId: number
}

export function traceLineage(units: ReadonlyMap<number, Validity>, rows: readonly SuccessionRow[]): Lineage {
  const successors = new Map<number, number[]>()
  const predecessors = new Map<number, number[]>()
  const add = (map: Map<number, number[]>, key: number, value: number): void => {
    map.set(key, [...(map.get(key) ?? []), value])
  }
  for (const { fromId, toId } of rows) {
    add(successors, fromId, toId)
    add(predecessors, toId, fromId)
  }
  return { units, successors, predecessors }
}

/**
 * The units of a day that a unit is, became, or came from: itself while it lives; else along the successions, forward
 * to a later day and back to an earlier one.
 *
 * Several where it was divided (or, looking back, put together); none where nobody wrote down what became of it.
 *
 * @throws RangeError if the unit is not known.
 */
export function findPlaces(id: number, day: string, { units, successors, predecessors }: Lineage): number[] {
  const validity = units.get(id)
  if (!validity) throw new RangeError(`Unit ${id} has no lineage`)
  if (isValidOn(validity, day)) return [id]
  const isForward = validity.validTo !== null && validity.validTo < day
  const next = isForward ? successors : predecessors
  const found = new Set<number>()
  const seen = new Set([id])
  const waiting = [...(next.get(id) ?? [])]
  for (let at = waiting.pop(); at !== undefined; at = waiting.pop()) {
    const life = units.get(at)
    if (seen.has(at) || !life) continue
    seen.add(at)
    if (isValidOn(life, day)) found.add(at)
    else waiting.push(...(next.get(at) ?? []))
  }
  return [...found].sort((a, b) => a - b)
}

/** Where a result counts on a map, seen from one unit of that map. */
export type Settled =
  /** It has nothing to do with the unit. */
  | { kind: 'outside' }
  /** Wholly below this unit, one step down; the unit itself when it is the lowest. */
  | { kind: 'child'; id: number }
  /** It cannot be divided: a criterion is met or not. `isWithin`: wholly within the unit all the same. */
  | { kind: 'divided'; isWithin: boolean }

/**
 * Settles a result among the units below `root`.
 *
 * @param places - Paths, from the province down, of the units that it lies in.
 * @param root - Path of the unit that is looked at.
 */
export function settleResult(places: readonly (readonly number[])[], root: readonly number[]): Settled {
  const below = places.filter((path) => root.every((id, index) => path[index] === id))
  const children = new Set(below.map((path) => path[root.length] ?? path.at(-1)))
  const [child] = children
  if (child === undefined) return { kind: 'outside' }
  if (below.length < places.length) return { kind: 'divided', isWithin: false }
  return children.size === 1 ? { kind: 'child', id: child } : { kind: 'divided', isWithin: true }
}
