import type { Chart, Plugin } from 'chart.js'
import { FONT_FAMILY } from './chart-options'
import type { ChartColours } from './useChartColours'

export interface DrawnRow {
  /** Stands before the name, softly: a number or a code. */
  prefix: string
  name: string
  valueText: string
  changeText: string
  before: number | null
}

interface Drawing {
  rows: readonly DrawnRow[]
  max: number
  colours: ChartColours
  isNarrow: boolean
  /** Of a bar, in px. */
  thickness: number
}

const TEXT_PX = 13
const SMALL_PX = 12
const VALUE_WIDTH_PX = 64
const PREFIX_WIDTH_PX = 24
const LABEL_SHARE = 0.5

/**
 * Chart.js plugin that writes each row's name, value and change, and marks where it stood before.
 *
 * Wide: name, bar and value side by side. Narrow: the name above its bar, so that no name is cut short.
 */
export function drawRows({ rows, max, colours, isNarrow, thickness }: Drawing): Plugin<'bar'> {
  return {
    id: 'rows',
    beforeLayout(chart) {
      const left = isNarrow ? 0 : Math.min(labelWidth(chart, rows), chart.width * LABEL_SHARE)
      chart.options.layout = { padding: { left, right: VALUE_WIDTH_PX, top: isNarrow ? 16 : 0 } }
    },
    afterDatasetsDraw(chart) {
      const { ctx, chartArea } = chart
      const bars = chart.getDatasetMeta(0).data
      ctx.save()
      ctx.textBaseline = 'middle'
      rows.forEach((row, index) => {
        const y = bars[index]?.y
        if (y === undefined) return
        drawName(ctx, row, isNarrow ? y - thickness - 6 : y, isNarrow ? chart.width : chartArea.left - 14)
        drawValue(ctx, row, chart.width, y)
        if (row.before !== null) {
          const x = chartArea.left + (row.before / Math.max(max, 1)) * (chartArea.right - chartArea.left)
          ctx.fillStyle = colours.ink
          ctx.fillRect(x - 1, y - thickness / 2 - 3, 2, thickness + 6)
        }
      })
      ctx.restore()
    },
  }

  function drawName(ctx: CanvasRenderingContext2D, row: DrawnRow, y: number, width: number): void {
    ctx.textAlign = 'left'
    ctx.font = `400 ${SMALL_PX}px ${FONT_FAMILY}`
    ctx.fillStyle = colours.soft
    ctx.fillText(row.prefix, 0, y + 0.5)
    ctx.font = `500 ${TEXT_PX}px ${FONT_FAMILY}`
    ctx.fillStyle = colours.ink
    ctx.fillText(fitText(ctx, row.name, width - PREFIX_WIDTH_PX), PREFIX_WIDTH_PX, y)
  }

  function drawValue(ctx: CanvasRenderingContext2D, row: DrawnRow, right: number, y: number): void {
    ctx.textAlign = 'right'
    ctx.font = `600 ${TEXT_PX}px ${FONT_FAMILY}`
    ctx.fillStyle = colours.ink
    ctx.fillText(row.valueText, right - 30, y)
    ctx.font = `400 ${SMALL_PX}px ${FONT_FAMILY}`
    ctx.fillStyle = colours.soft
    ctx.textAlign = 'left'
    ctx.fillText(row.changeText, right - 25, y + 0.5)
  }
}

function labelWidth(chart: Chart, rows: readonly DrawnRow[]): number {
  const { ctx } = chart
  ctx.save()
  ctx.font = `500 ${TEXT_PX}px ${FONT_FAMILY}`
  const widest = Math.max(0, ...rows.map((row) => ctx.measureText(row.name).width))
  ctx.restore()
  return Math.ceil(widest) + PREFIX_WIDTH_PX + 18
}

/** Cuts a text that is too wide and says so with an ellipsis. */
export function fitText(ctx: Pick<CanvasRenderingContext2D, 'measureText'>, text: string, width: number): string {
  if (ctx.measureText(text).width <= width) return text
  let end = text.length
  while (end > 0 && ctx.measureText(`${text.slice(0, end)}…`).width > width) end -= 1
  return `${text.slice(0, end).trimEnd()}…`
}
