import type { MarkStatus } from '@/ui/mark-status'
import type { ColourName } from '../useChartColours'
import type { AreaPatternName } from './area-patterns'
import { findBorders } from './find-borders'
import { findRoom, fitInto, pathOf, roomAt, type Point, type Shape } from './plane'

/** How one kind of area looks. */
export interface AreaLook {
  tone: ColourName
  /** Of strokes, marks and figures on the tone. */
  ink: ColourName
  pattern?: AreaPatternName | undefined
  mark?: MarkStatus | undefined
}

export interface MapArea extends AreaLook {
  key: string
  /** On a plane; neighbours share every point of their edge. */
  shape: Shape
  /** Where its mark should stand, if there is room. */
  middle: Point | undefined
  /** Areas of one group are one within a bolder line. */
  group: string
  /** What kind of result it has: the key of an item of the legend. */
  kind: string
  /** A number to write on it, instead of a mark. */
  figure?: string | undefined
  /** Name and result in words. */
  label: string
  /** Where it leads; without it the area is ground only. */
  href?: string | undefined
}

export interface PlacedArea extends Omit<MapArea, 'shape' | 'middle'> {
  path: string
  at: Point
  /** Pixels from there to the nearest edge. */
  room: number
}

export interface LaidOutMap {
  width: number
  height: number
  areas: readonly PlacedArea[]
  /** Between groups, and around everything. */
  innerBorders: string
  outerBorders: string
}

const MARGIN = 6

/** Fits the areas into a width, and finds where marks stand and where groups end. */
export function layOutAreas(areas: readonly MapArea[], width: number, mostHeight: number): LaidOutMap {
  const points = areas.flatMap(({ shape }) => shape.flat())
  if (points.length === 0) return { width, height: 0, areas: [], innerBorders: '', outerBorders: '' }
  const fit = fitInto(points, width, mostHeight, MARGIN)
  const placed = areas.map((area) => ({ ...area, shape: area.shape.map((ring) => ring.map(fit.place)) }))
  const { inner, outer } = findBorders(areas)
  const draw = (edges: readonly (readonly [Point, Point])[]): string =>
    edges.map((ends) => `M${ends.map((end) => fit.place(end).map(round).join(' ')).join('L')}`).join('')
  return {
    width: fit.width,
    height: fit.height,
    areas: placed.map(({ shape, middle, ...area }) => {
      const at = findRoom(shape, middle && fit.place(middle))
      return { ...area, path: pathOf(shape), at, room: roomAt(at, shape) }
    }),
    innerBorders: draw(inner),
    outerBorders: draw(outer),
  }
}

function round(value: number): number {
  return Math.round(value * 10) / 10
}
