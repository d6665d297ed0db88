import type { Point, Shape } from './plane'

/** Fractions of a unit of the drawing in which two points are one. */
const SAME = 1e6

const keyOf = ([x, y]: Point): string => `${Math.round(x * SAME)} ${Math.round(y * SAME)}`

/**
 * Edges that divide areas of different groups, and those that nothing lies beyond: areas merged by their group.
 *
 * Neighbours have to share every point of the edge between them.
 */
export function findBorders(areas: readonly { shape: Shape; group: string }[]): {
  /** Between two groups. */
  inner: (readonly [Point, Point])[]
  /** Around everything. */
  outer: (readonly [Point, Point])[]
} {
  const edges = new Map<string, { ends: readonly [Point, Point]; groups: string[] }>()
  for (const { shape, group } of areas) {
    for (const ring of shape) {
      ring.forEach((from, index) => {
        const to = ring[index + 1]
        if (to === undefined) return
        const [a, b] = [keyOf(from), keyOf(to)]
        if (a === b) return
        const key = a < b ? `${a} ${b}` : `${b} ${a}`
        const known = edges.get(key)
        if (known) known.groups.push(group)
        else edges.set(key, { ends: [from, to], groups: [group] })
      })
    }
  }
  const all = [...edges.values()]
  return {
    inner: all.filter(({ groups }) => new Set(groups).size > 1).map(({ ends }) => ends),
    outer: all.filter(({ groups }) => groups.length === 1).map(({ ends }) => ends),
  }
}
