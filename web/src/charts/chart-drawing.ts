import type { InjectionKey } from 'vue'
import type { AreaPatternName } from './areas/area-patterns'
import type { ColourName } from './useChartColours'

/** Pixels of a picture for each of the screen: sharp in print. */
export const PICTURE_SCALE = 3

/** By which a chart tells the figure around it how to draw it for a picture. */
export const CHART_PICTURE: InjectionKey<(draw: () => HTMLCanvasElement | undefined) => void> = Symbol('chart picture')

/** What a colour or a mark of the chart stands for. */
export interface LegendItem {
  /**
   * `mark` is the thin line at which something stood before, `ring` and `hatch` what another source tells; without a
   * tone there are words only.
   */
  tone?: ColourName | 'mark' | 'ring' | 'hatch' | undefined
  /** Strokes over the tone, of this colour. */
  pattern?: AreaPatternName | undefined
  ink?: ColourName | undefined
  text: string
}
