import { fillPattern } from './areas/draw-areas'
import { PICTURE_SCALE, type LegendItem } from './chart-drawing'
import { FONT_FAMILY } from './chart-options'
import { hatch } from './hatch'
import { readLightColours } from './useChartColours'

interface Picture {
  title: string
  description: string
  legend: readonly LegendItem[]
  /** What the figures rest on; below everything. */
  source: string | undefined
}

const MARGIN = 24
const LEAST_WIDTH = 420
const SWATCH = 12

/** A chart with the words it needs to stand alone in a letter: finding, what is shown, legend, source; in light colours. */
export function composePicture(
  chart: HTMLCanvasElement,
  { title, description, legend, source }: Picture,
): HTMLCanvasElement {
  const colours = readLightColours()
  const chartWidth = chart.width / PICTURE_SCALE
  const width = Math.max(chartWidth, LEAST_WIDTH)
  const picture = document.createElement('canvas')
  const pen = picture.getContext('2d')
  if (!pen) return chart

  const font = (weight: number, size: number): string => `${weight} ${size}px ${FONT_FAMILY}`
  const lines = (text: string, weight: number, size: number): string[] => {
    pen.font = font(weight, size)
    return wrapText(pen, text, width)
  }
  const titleLines = lines(title, 600, 18)
  const descriptionLines = lines(description, 400, 13)
  const legendRows = placeLegend(pen, legend, width, font(400, 13))
  const sourceLines = source === undefined ? [] : lines(source, 400, 12)
  const chartTop = MARGIN + titleLines.length * 25 + descriptionLines.length * 19 + 14
  const legendTop = chartTop + chart.height / PICTURE_SCALE + 14
  const sourceTop = legendTop + legendRows.length * 20 + 10
  const height = sourceTop + sourceLines.length * 18 + MARGIN

  picture.width = (width + 2 * MARGIN) * PICTURE_SCALE
  picture.height = height * PICTURE_SCALE
  pen.scale(PICTURE_SCALE, PICTURE_SCALE)
  pen.fillStyle = colours.card
  pen.fillRect(0, 0, picture.width, picture.height)
  pen.textBaseline = 'top'

  const write = (texts: readonly string[], top: number, step: number, ink: string, face: string): void => {
    pen.font = face
    pen.fillStyle = ink
    texts.forEach((text, index) => pen.fillText(text, MARGIN, top + index * step))
  }
  write(titleLines, MARGIN, 25, colours.ink, font(600, 18))
  write(descriptionLines, MARGIN + titleLines.length * 25, 19, colours.soft, font(400, 13))
  pen.drawImage(chart, MARGIN, chartTop, chartWidth, chart.height / PICTURE_SCALE)
  legendRows.forEach((row, index) => {
    for (const { item, x } of row) {
      const top = legendTop + index * 20
      if (item.tone === 'mark') {
        pen.fillStyle = colours.ink
        pen.fillRect(MARGIN + x + 5, top, 2, 14)
      } else if (item.tone === 'ring') {
        pen.strokeStyle = colours.green
        pen.lineWidth = 2
        pen.beginPath()
        pen.arc(MARGIN + x + SWATCH / 2, top + 1 + SWATCH / 2, SWATCH / 2 - 1, 0, 2 * Math.PI)
        pen.stroke()
      } else if (item.tone === 'hatch') {
        pen.fillStyle = hatch(colours.soft, colours.card)
        pen.fillRect(MARGIN + x, top + 1, SWATCH, SWATCH)
      } else if (item.tone !== undefined) {
        pen.fillStyle = colours[item.tone]
        pen.fillRect(MARGIN + x, top + 1, SWATCH, SWATCH)
        if (item.pattern && item.ink) {
          const swatch = new Path2D()
          swatch.rect(MARGIN + x, top + 1, SWATCH, SWATCH)
          fillPattern(pen, swatch, item.pattern, colours[item.ink])
        }
      }
      pen.font = font(400, 13)
      pen.fillStyle = colours.soft
      pen.fillText(item.text, MARGIN + x + (item.tone === undefined ? 0 : SWATCH + 7), top)
    }
  })
  write(sourceLines, sourceTop, 18, colours.soft, font(400, 12))
  return picture
}

type Ruler = Pick<CanvasRenderingContext2D, 'measureText'>

/** Breaks a text between words so that no line is wider than `width`, where its words allow. */
export function wrapText(ruler: Ruler, text: string, width: number): string[] {
  const lines: string[] = []
  for (const word of text.split(' ')) {
    const last = lines.at(-1)
    if (last !== undefined && ruler.measureText(`${last} ${word}`).width <= width)
      lines[lines.length - 1] = `${last} ${word}`
    else lines.push(word)
  }
  return lines
}

function placeLegend(pen: CanvasRenderingContext2D, legend: readonly LegendItem[], width: number, face: string) {
  pen.font = face
  const rows: { item: LegendItem; x: number }[][] = []
  let x = width
  for (const item of legend) {
    const itemWidth = pen.measureText(item.text).width + (item.tone === undefined ? 0 : SWATCH + 7)
    if (x + itemWidth > width) {
      rows.push([])
      x = 0
    }
    rows.at(-1)?.push({ item, x })
    x += itemWidth + 18
  }
  return rows
}
