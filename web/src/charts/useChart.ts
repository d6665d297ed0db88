import {
  BarController,
  BarElement,
  CategoryScale,
  Chart,
  LinearScale,
  LineController,
  LineElement,
  PointElement,
  Tooltip,
  type ChartConfiguration,
  type ChartType,
} from 'chart.js'
import { inject, onBeforeUnmount, watch, type Ref, type ShallowRef } from 'vue'
import { CHART_PICTURE, PICTURE_SCALE } from './chart-drawing'
import { readLightColours, type ChartColours } from './useChartColours'

Chart.register(
  BarController,
  BarElement,
  CategoryScale,
  LinearScale,
  LineController,
  LineElement,
  PointElement,
  Tooltip,
)

/**
 * Draws on the canvas whatever `configure` returns, anew whenever its data or the colours change.
 *
 * Drawn without motion: the figures do not move, so neither does their picture.
 */
export function useChart<T extends ChartType>(
  canvas: Readonly<ShallowRef<HTMLCanvasElement | null>>,
  colours: Ref<ChartColours | undefined>,
  configure: (colours: ChartColours) => ChartConfiguration<T>,
): void {
  let chart: Chart<T> | undefined

  watch(
    () => (canvas.value && colours.value ? { element: canvas.value, config: configure(colours.value) } : undefined),
    (drawing) => {
      chart?.destroy()
      chart = drawing ? new Chart(drawing.element, drawing.config) : undefined
    },
    { flush: 'post' },
  )

  inject(CHART_PICTURE, undefined)?.(() => drawForPaper(canvas.value, configure))

  // Text drawn before the typeface has come is in another, and stands in the wrong place.
  const drawAgain = (): void => chart?.update('none')
  document.fonts.addEventListener('loadingdone', drawAgain)
  onBeforeUnmount(() => {
    document.fonts.removeEventListener('loadingdone', drawAgain)
    chart?.destroy()
  })
}

/** The chart once more, in the colours of paper and as large as it is seen; the screen's own stays as it is. */
function drawForPaper<T extends ChartType>(
  seen: HTMLCanvasElement | null,
  configure: (colours: ChartColours) => ChartConfiguration<T>,
): HTMLCanvasElement | undefined {
  if (!seen) return undefined
  const target = document.createElement('canvas')
  target.width = seen.clientWidth
  target.height = seen.clientHeight
  const config = configure(readLightColours())
  const still = { responsive: false, devicePixelRatio: PICTURE_SCALE }
  const chart = new Chart<T>(target, Object.assign({}, config, { options: Object.assign({}, config.options, still) }))
  // Of its own, since a chart wipes its canvas when it goes.
  const picture = document.createElement('canvas')
  picture.width = target.width
  picture.height = target.height
  picture.getContext('2d')?.drawImage(target, 0, 0)
  chart.destroy()
  return picture
}
