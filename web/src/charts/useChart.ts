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
import { onBeforeUnmount, watch, type Ref, type ShallowRef } from 'vue'
import type { ChartColours } from './useChartColours'

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

  // Text measured before the typeface has come would stand in the wrong place.
  void document.fonts.ready.then(() => chart?.update('none'))
  onBeforeUnmount(() => chart?.destroy())
}
