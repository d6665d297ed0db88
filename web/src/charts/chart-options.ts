import type { TooltipOptions } from 'chart.js'
import type { ChartColours } from './useChartColours'

export const FONT_FAMILY = "'Be Vietnam Pro', system-ui, sans-serif"

/** Options that every chart shares. */
export function baseOptions(colours: ChartColours) {
  return {
    animation: false as const,
    maintainAspectRatio: false,
    responsive: true,
    font: { family: FONT_FAMILY, size: 12.5 },
    color: colours.soft,
  }
}

export function tooltipOptions(colours: ChartColours) {
  return {
    backgroundColor: colours.ink,
    titleColor: colours.paper,
    bodyColor: colours.paper,
    footerColor: colours.paper,
    titleFont: { family: FONT_FAMILY, size: 13, weight: 600 },
    bodyFont: { family: FONT_FAMILY, size: 13 },
    footerFont: { family: FONT_FAMILY, size: 12, weight: 400 },
    padding: 10,
    cornerRadius: 8,
    displayColors: false,
    caretSize: 5,
  } satisfies Partial<Record<keyof TooltipOptions, unknown>>
}

/** A quiet axis: hairlines, small soft figures, no frame. */
export function axisOptions(colours: ChartColours, isGridShown: boolean) {
  return {
    border: { display: false },
    grid: { display: isGridShown, color: colours.line, drawTicks: false },
    ticks: { color: colours.soft, font: { family: FONT_FAMILY, size: 12 }, padding: 8, maxRotation: 0 },
  }
}
