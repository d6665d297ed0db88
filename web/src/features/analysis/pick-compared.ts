import type { OverviewView } from '@ntm/shared/analysis/wire'
import { MOST_COMPARED } from './useCompareView'

/**
 * Which of some units are worth a comparison: all of a few, else those ahead and as many of those behind.
 *
 * @returns Codes in order of their means; nothing where fewer than two have results.
 */
export function pickCompared(
  children: OverviewView['children'],
): { codes: string[]; isAll: boolean; half: number } | undefined {
  const codes = children
    .filter(({ counted }) => counted > 0)
    .toSorted((a, b) => (b.criteriaMet.mean ?? -1) - (a.criteriaMet.mean ?? -1))
    .map(({ unit }) => unit.code)
  if (codes.length < 2) return undefined
  const half = MOST_COMPARED / 2
  const isAll = codes.length <= MOST_COMPARED
  return { codes: isAll ? codes : [...codes.slice(0, half), ...codes.slice(-half)], isAll, half }
}
