import type { ChangesView } from '@ntm/shared/assessments/changes-wire'
import type { MeasureView } from '@ntm/shared/criteria/wire'
import { findJumps } from './find-jumps'
import { NO_ANSWER } from './saving/edits'

export type ValueChange = ChangesView['values'][number]

export interface SortedChanges {
  /** Another result, or a figure far from the one before. */
  large: ValueChange[]
  small: ValueChange[]
}

/** Puts what a reviewer must look at before what merely moved. */
export function sortChanges(
  changes: readonly ValueChange[],
  measures: ReadonlyMap<string, Pick<MeasureView, 'key' | 'kind'>>,
): SortedChanges {
  const isLarge = (change: ValueChange) => change.resultBefore !== change.resultAfter || isJump(change, measures)
  return { large: changes.filter(isLarge), small: changes.filter((change) => !isLarge(change)) }
}

function isJump({ measure: key, before, after }: ValueChange, measures: Parameters<typeof sortChanges>[1]): boolean {
  const measure = measures.get(key)
  if (!measure) return false
  const answer = (value: ValueChange['before']) => new Map([[key, { ...NO_ANSWER, value }]])
  return findJumps([measure], answer(before), answer(after)).length > 0
}

/** Whether there was an earlier state to compare with at all. */
export function hasEarlierState({ values, criteria }: Pick<ChangesView, 'values' | 'criteria'>): boolean {
  if (values.length === 0 && criteria.length === 0) return true
  return values.some(({ resultBefore }) => resultBefore !== null) || criteria.some(({ before }) => before !== null)
}
