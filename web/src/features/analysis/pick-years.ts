import type { TrendView } from '@ntm/shared/analysis/wire'

/** Each December and the last month, from the first that has a result: what a year came to, and where this one is. */
export function pickYears(points: TrendView['points']): TrendView['points'] {
  const first = points.findIndex(({ counted }) => counted > 0)
  if (first === -1) return []
  return points.slice(first).filter(({ period }, index, known) => period.endsWith('-12') || index === known.length - 1)
}
