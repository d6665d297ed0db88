/** Numbers that look random and are the same in every run, on every machine. */
export interface RandomStream {
  /** At least 0, below 1. */
  next: () => number
  /** Whole number from `min` to `max`, both included. */
  integer: (min: number, max: number) => number
  between: (min: number, max: number) => number
  /** Bell-shaped around 0; within ±3 and nearly always within ±2. */
  bell: () => number
  /** True in about `probability` (0–1) of the calls. */
  chance: (probability: number) => boolean
  pick: <T>(items: readonly T[]) => T
  shuffle: <T>(items: readonly T[]) => T[]
}

/**
 * A stream of its own for each key, so that one more draw for one commune shifts nothing for the next.
 *
 * @throws RangeError from `pick` when there is nothing to pick from.
 */
export function randomStream(...key: readonly (string | number)[]): RandomStream {
  const next = mulberry32(hashText(key.join('/')))
  const between = (min: number, max: number) => min + next() * (max - min)
  const integer = (min: number, max: number) => min + Math.floor(next() * (max - min + 1))
  const pick = <T>(items: readonly T[]): T => {
    const chosen = items[integer(0, items.length - 1)]
    if (chosen === undefined) throw new RangeError('Nothing to pick from')
    return chosen
  }
  return {
    next,
    integer,
    between,
    bell: () => next() + next() + next() + next() + next() + next() - 3,
    chance: (probability) => next() < probability,
    pick,
    // Sorting by drawn keys: short, and every order is as likely as the next.
    shuffle: (items) =>
      items
        .map((item) => ({ item, order: next() }))
        .sort((a, b) => a.order - b.order)
        .map(({ item }) => item),
  }
}

/** Mulberry32: 32 bits of state, ample for invented figures and useless for secrets. */
function mulberry32(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

/** FNV-1a over UTF-16 units. */
function hashText(text: string): number {
  let hash = 0x811c9dc5
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193)
  return hash
}
