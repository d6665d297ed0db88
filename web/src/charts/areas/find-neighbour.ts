import type { Point } from './plane'

/** Where each arrow key leads, as a direction on the drawing. */
const WAYS: Readonly<Record<string, Point>> = {
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
}

/** How much a step aside counts against a step ahead. */
const ASIDE = 2.2

/** From north to south, of one latitude from west to east. */
function orderOf<T extends { at: Point }>(places: readonly T[]): T[] {
  return [...places].sort((a, b) => a.at[1] - b.at[1] || a.at[0] - b.at[0])
}

/** Where a walk begins: the northernmost place. */
export function findHome<T extends { at: Point }>(places: readonly T[]): T | undefined {
  return orderOf(places)[0]
}

/**
 * The place that a key leads to from another: the nearest in that direction; Home and End to the northernmost and the
 * southernmost. Undefined where there is none, or the key leads nowhere.
 */
export function findNeighbour<T extends { at: Point }>(places: readonly T[], from: T, key: string): T | undefined {
  if (key === 'Home') return findHome(places)
  if (key === 'End') return orderOf(places).at(-1)
  const way = WAYS[key]
  if (!way) return undefined
  let best: { place: T; cost: number } | undefined
  for (const place of places) {
    const [x, y] = [place.at[0] - from.at[0], place.at[1] - from.at[1]]
    const ahead = x * way[0] + y * way[1]
    const aside = Math.abs(x * way[1]) + Math.abs(y * way[0])
    // Within a quarter turn to each side at most, else the same key would lead in a circle.
    if (ahead <= 0 || aside > 2.4 * ahead) continue
    const cost = ahead + ASIDE * aside
    if (!best || cost < best.cost) best = { place, cost }
  }
  return best?.place
}
