/**
 * What communes write about a measure that is not met: an obstacle (khó khăn, vướng mắc) and the remedy (giải pháp)
 * that goes with it.
 *
 * `{xã}` and `{huyện}` stand for the commune and its district, `{số}` for the figure reported, `{hộ}` for the number of
 * households that are still short, of poor households for 11.1.
 */
export interface UnmetText {
  obstacle: string
  remedy: string
}

/** Several to choose from, by key of the measure. */
export type UnmetTexts = Readonly<Record<string, readonly UnmetText[]>>
