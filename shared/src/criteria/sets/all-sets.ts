import { isValidOn } from '../../units/valid-on.js'
import { lastDayOf } from '../../periods/period.js'
import type { CriteriaSet } from '../definition.js'
import { xa2009 } from './xa-2009.js'
import { xa2016To2020 } from './xa-2016-2020.js'

/** Sets by which sheets are judged. */
export const CRITERIA_SETS: readonly CriteriaSet[] = [xa2016To2020]

/** Sets of before this system, without indicators: results of their years are imported, no sheet is judged by them. */
export const PAST_SETS: readonly CriteriaSet[] = [xa2009]

/**
 * The set that judges a month (`YYYY-MM`): the one valid on its last day. None: undefined.
 *
 * @throws RangeError if `period` is not a month.
 */
export function findSetForPeriod(period: string): CriteriaSet | undefined {
  const day = lastDayOf(period)
  return CRITERIA_SETS.find((set) => isValidOn(set, day))
}
