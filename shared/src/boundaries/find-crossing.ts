export type Position = readonly [lon: number, lat: number]

/** Square degrees below which three points count as in line: far below a millimetre. */
const IN_LINE = 1e-14

interface Segment {
  from: Position
  to: Position
  left: number
  right: number
}

/**
 * A place where two edges of the rings of one polygon cross each other; undefined where the polygon is valid.
 *
 * Edges that only touch are let pass: a hole may touch its outside in a point.
 */
export function findCrossing(rings: readonly (readonly Position[])[]): Position | undefined {
  const segments = rings
    .flatMap((ring) => ring.slice(1).map((to, index) => segmentOf(ring[index] ?? to, to)))
    .sort((a, b) => a.left - b.left)
  let near: Segment[] = []
  for (const segment of segments) {
    near = near.filter(({ right }) => right >= segment.left)
    const crossed = near.find((other) => doCross(segment, other))
    if (crossed) return segment.from
    near.push(segment)
  }
  return undefined
}

function segmentOf(from: Position, to: Position): Segment {
  return { from, to, left: Math.min(from[0], to[0]), right: Math.max(from[0], to[0]) }
}

function doCross(a: Segment, b: Segment): boolean {
  return areApart(sideOf(a, b.from), sideOf(a, b.to)) && areApart(sideOf(b, a.from), sideOf(b, a.to))
}

function sideOf({ from, to }: Segment, [x, y]: Position): number {
  const side = (to[0] - from[0]) * (y - from[1]) - (to[1] - from[1]) * (x - from[0])
  return Math.abs(side) < IN_LINE ? 0 : Math.sign(side)
}

function areApart(one: number, other: number): boolean {
  return one * other < 0
}
