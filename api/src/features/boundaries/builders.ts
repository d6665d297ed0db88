import type { Position } from '@ntm/shared/boundaries/find-crossing'
import { ADMINISTRATIVE_UNITS } from '@ntm/shared/units/data/units-kon-tum'
import { isValidOn } from '@ntm/shared/units/valid-on'

const COLUMNS = 11
const SIDE = 0.1

interface Feature {
  type: 'Feature'
  properties: Record<string, unknown>
  geometry: { type: string; coordinates: unknown }
}
export interface BuiltFile {
  type: string
  features: Feature[]
  crs?: unknown
}

/** Every commune, phường and thị trấn of a day as a square of a grid; `steps` breaks each side into that many pieces. */
export function buildBoundaryFile(day: string, steps = 1): BuiltFile {
  const communes = ADMINISTRATIVE_UNITS.filter((unit) => unit.kind === 'commune' && isValidOn(unit, day))
  return {
    type: 'FeatureCollection',
    features: communes.map(({ code }, index) => ({
      type: 'Feature',
      properties: { code },
      geometry: { type: 'Polygon', coordinates: [cell(index % COLUMNS, Math.floor(index / COLUMNS), steps)] },
    })),
  }
}

function cell(column: number, row: number, steps: number): Position[] {
  const corners: [number, number][] = [
    [column, row],
    [column + 1, row],
    [column + 1, row + 1],
    [column, row + 1],
  ]
  const points = corners.flatMap(([x, y], index) => {
    const [nextX, nextY] = corners[(index + 1) % 4] ?? [x, y]
    return Array.from({ length: steps }, (_, step): Position => {
      const part = step / steps
      return place(x + (nextX - x) * part, y + (nextY - y) * part)
    })
  })
  return [...points, ...points.slice(0, 1)]
}

/** A little wave, the same whichever side of a line asks. */
function place(x: number, y: number): Position {
  const wave = 0.06 * Math.sin(11 * x) * Math.cos(11 * y)
  return [round(107.4 + SIDE * (x + wave)), round(13.9 + SIDE * (y + wave))]
}

const round = (degrees: number): number => Number(degrees.toFixed(7))
