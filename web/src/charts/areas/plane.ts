/** A place on the drawing: pixels from the left and from the top once it is fitted, any unit before. */
export type Point = readonly [x: number, y: number]
/** Closed: the last point is the first. */
export type Ring = readonly Point[]
/** Rings of polygons, holes included: filled by the even-odd rule. */
export type Shape = readonly Ring[]

/** Degrees become a plane in which a degree east is as long as a degree north; true enough for one province. */
export function placeOnPlane(lon: number, lat: number, middleLat: number): Point {
  return [lon * Math.cos((middleLat * Math.PI) / 180), -lat]
}

export interface Fit {
  width: number
  height: number
  scale: number
  place: (point: Point) => Point
}

/** Makes the points fill a width, and a height at most, with a margin around them. */
export function fitInto(points: readonly Point[], width: number, mostHeight: number, margin: number): Fit {
  const [left, top, right, bottom] = extentOf(points)
  const scale = Math.min(
    (width - 2 * margin) / Math.max(right - left, 1e-9),
    (mostHeight - 2 * margin) / Math.max(bottom - top, 1e-9),
  )
  const drawn = { width: (right - left) * scale + 2 * margin, height: (bottom - top) * scale + 2 * margin }
  return {
    ...drawn,
    scale,
    place: ([x, y]) => [margin + (x - left) * scale, margin + (y - top) * scale],
  }
}

export function extentOf(points: readonly Point[]): [left: number, top: number, right: number, bottom: number] {
  return points.reduce<[number, number, number, number]>(
    ([left, top, right, bottom], [x, y]) => [
      Math.min(left, x),
      Math.min(top, y),
      Math.max(right, x),
      Math.max(bottom, y),
    ],
    [Infinity, Infinity, -Infinity, -Infinity],
  )
}

export function distance([ax, ay]: Point, [bx, by]: Point): number {
  return Math.hypot(ax - bx, ay - by)
}

/** Whether the point lies within the shape; holes are not within. */
export function isWithin([x, y]: Point, shape: Shape): boolean {
  let within = false
  for (const ring of shape) {
    ring.forEach(([ax, ay], index) => {
      const [bx, by] = ring[(index + 1) % ring.length] ?? [ax, ay]
      if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) within = !within
    })
  }
  return within
}

/** How far the point is from the nearest edge of the shape. */
export function roomAt([x, y]: Point, shape: Shape): number {
  let room = Infinity
  for (const ring of shape) {
    ring.forEach(([ax, ay], index) => {
      const [bx, by] = ring[(index + 1) % ring.length] ?? [ax, ay]
      const length = (bx - ax) ** 2 + (by - ay) ** 2
      const along = length === 0 ? 0 : Math.max(0, Math.min(1, ((x - ax) * (bx - ax) + (y - ay) * (by - ay)) / length))
      room = Math.min(room, Math.hypot(x - ax - along * (bx - ax), y - ay - along * (by - ay)))
    })
  }
  return room
}

/** The place within the shape with the most room around it, near enough for a mark. */
export function findRoom(shape: Shape, wanted?: Point): Point {
  const [left, top, right, bottom] = extentOf(shape.flat())
  const steps = 12
  const tried: Point[] = wanted ? [wanted] : []
  for (let row = 1; row < steps; row += 1) {
    for (let column = 1; column < steps; column += 1) {
      tried.push([left + ((right - left) * column) / steps, top + ((bottom - top) * row) / steps])
    }
  }
  const within = tried.filter((point) => isWithin(point, shape))
  return within.reduce<{ point: Point; room: number }>(
    (best, point) => {
      const room = roomAt(point, shape)
      return room > best.room ? { point, room } : best
    },
    { point: within[0] ?? [(left + right) / 2, (top + bottom) / 2], room: 0 },
  ).point
}

export function pathOf(shape: Shape): string {
  const print = ([x, y]: Point): string => `${Math.round(x * 10) / 10} ${Math.round(y * 10) / 10}`
  return shape.map((ring) => `M${ring.map(print).join('L')}Z`).join('')
}
