import { STATUS_PARTS, type StatusPart } from '@/ui/status-parts'
import { PICTURE_SCALE } from '../chart-drawing'
import { FONT_FAMILY } from '../chart-options'
import type { ChartColours } from '../useChartColours'
import { AREA_PATTERNS, type AreaPatternName } from './area-patterns'
import type { LaidOutMap, PlacedArea } from './lay-out-areas'
import { sizeOfMark } from './size-of-mark'

/** The map once more on a canvas, for a picture that leaves the page. */
export function drawAreas(map: LaidOutMap, colours: ChartColours): HTMLCanvasElement | undefined {
  const canvas = document.createElement('canvas')
  canvas.width = Math.ceil(map.width * PICTURE_SCALE)
  canvas.height = Math.ceil(map.height * PICTURE_SCALE)
  const pen = canvas.getContext('2d')
  if (!pen) return undefined
  pen.scale(PICTURE_SCALE, PICTURE_SCALE)
  for (const area of map.areas) {
    const outline = new Path2D(area.path)
    pen.fillStyle = colours[area.tone]
    pen.fill(outline, 'evenodd')
    if (area.pattern) fillPattern(pen, outline, area.pattern, colours[area.ink])
    pen.strokeStyle = colours.card
    pen.lineWidth = 1
    pen.stroke(outline)
  }
  pen.strokeStyle = colours.ink
  pen.lineCap = 'round'
  pen.lineWidth = 1.6
  pen.stroke(new Path2D(map.innerBorders))
  pen.lineWidth = 1.2
  pen.stroke(new Path2D(map.outerBorders))
  for (const area of map.areas) drawMark(pen, area, colours)
  return canvas
}

/** Strokes of a pattern within an outline, in faint ink as on the screen. */
export function fillPattern(pen: CanvasRenderingContext2D, outline: Path2D, name: AreaPatternName, ink: string): void {
  const { size, path, strokeWidth } = AREA_PATTERNS[name]
  const tile = document.createElement('canvas')
  tile.width = tile.height = size * PICTURE_SCALE
  const brush = tile.getContext('2d')
  if (!brush) return
  brush.scale(PICTURE_SCALE, PICTURE_SCALE)
  brush.strokeStyle = ink
  brush.lineWidth = strokeWidth
  brush.lineCap = 'round'
  brush.stroke(new Path2D(path))
  const pattern = pen.createPattern(tile, 'repeat')
  if (!pattern) return
  pattern.setTransform(new DOMMatrix().scale(1 / PICTURE_SCALE))
  pen.save()
  pen.globalAlpha = 0.45
  pen.fillStyle = pattern
  pen.fill(outline, 'evenodd')
  pen.restore()
}

function drawMark(pen: CanvasRenderingContext2D, area: PlacedArea, colours: ChartColours): void {
  const size = sizeOfMark(area)
  if (size === undefined) return
  pen.save()
  pen.translate(...area.at)
  if (area.figure !== undefined) {
    pen.font = `700 ${size}px ${FONT_FAMILY}`
    pen.textAlign = 'center'
    pen.textBaseline = 'middle'
    pen.lineJoin = 'round'
    pen.lineWidth = 3
    pen.strokeStyle = colours[area.tone]
    pen.strokeText(area.figure, 0, 1)
    pen.fillStyle = colours[area.ink]
    pen.fillText(area.figure, 0, 1)
  } else if (area.mark) {
    pen.scale(size / 20, size / 20)
    pen.translate(-10, -10)
    for (const part of STATUS_PARTS[area.mark]) drawPart(pen, part, area, colours)
  }
  pen.restore()
}

function drawPart(pen: CanvasRenderingContext2D, { kind, path }: StatusPart, area: PlacedArea, colours: ChartColours) {
  const outline = new Path2D(path)
  pen.fillStyle = pen.strokeStyle = colours[area.ink]
  if (kind === 'solid') {
    pen.fill(outline)
    return
  }
  pen.lineWidth = kind === 'thin' ? 1.3 : 1.9
  pen.lineCap = kind === 'dashed' ? 'butt' : 'round'
  pen.setLineDash(kind === 'dashed' ? [2.6, 2.55] : [])
  if (kind === 'cut') pen.strokeStyle = colours[area.tone]
  pen.stroke(outline)
}
