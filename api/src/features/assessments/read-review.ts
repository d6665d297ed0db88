import type { TransitionRequest } from '@ntm/shared/assessments/wire'
import type { CriterionResult } from '@ntm/shared/criteria/results'
import type { ProblemError } from '@ntm/shared/problems/wire'
import { unprocessable } from '../../errors.js'
import type { Catalogue } from '../criteria/queries.js'
import { namedTwice, reasonTooShort, sameAsReported, unknownCriterion, unknownIndicator } from './messages.js'
import type { Overrule } from './write-sheet.js'

/** Characters that a reason has at least: “chưa đạt” alone helps nobody mend a sheet. */
export const SHORTEST_REASON = 10

export interface ReturnedIndicator {
  indicator: string
  reason: string
}

/** The indicators sent back. @throws AppError 422 without any, for an unknown one, or without a reason for each. */
export function readReturns(set: Catalogue, { returned = [] }: TransitionRequest): ReturnedIndicator[] {
  const faults: ProblemError[] = []
  const reasons = returned.map(({ indicator, reason }, index) => {
    const pointer = `/returned/${index}`
    if (!set.indicators.some(({ code }) => code === indicator)) {
      faults.push({ pointer: `${pointer}/indicator`, code: 'unknown_indicator', message: unknownIndicator(indicator) })
    } else if (returned.findIndex((each) => each.indicator === indicator) !== index) {
      faults.push({ pointer: `${pointer}/indicator`, code: 'named_twice', message: namedTwice })
    }
    return { indicator, reason: readReason(reason, `${pointer}/reason`, faults) }
  })
  if (returned.length === 0) faults.push({ pointer: '/returned', code: 'required', message: reasonTooShort })
  if (faults.length > 0) throw unprocessable('return_needs_reasons', faults)
  return reasons
}

/** The criteria that the district judges otherwise. @throws AppError 422 for one without a reason or a difference. */
export function readOverrules(
  set: Catalogue,
  reported: readonly CriterionResult[],
  { overrules = [] }: TransitionRequest,
): Overrule[] {
  const faults: ProblemError[] = []
  const read = overrules.map(({ criterion: number, result, reason }, index) => {
    const pointer = `/overrules/${index}`
    const place = set.criteria.findIndex((criterion) => criterion.number === number)
    if (place === -1) {
      faults.push({ pointer: `${pointer}/criterion`, code: 'unknown_criterion', message: unknownCriterion(number) })
    } else if (overrules.findIndex((each) => each.criterion === number) !== index) {
      faults.push({ pointer: `${pointer}/criterion`, code: 'named_twice', message: namedTwice })
    } else if (reported[place] === result) {
      faults.push({ pointer: `${pointer}/result`, code: 'same_as_reported', message: sameAsReported })
    }
    return { number, result, reason: readReason(reason, `${pointer}/reason`, faults) }
  })
  if (faults.length > 0) throw unprocessable('overrule_needs_reason', faults)
  return read
}

function readReason(text: string, pointer: string, faults: ProblemError[]): string {
  const reason = text.normalize('NFC').trim()
  if (reason.length < SHORTEST_REASON) faults.push({ pointer, code: 'reason_too_short', message: reasonTooShort })
  return reason
}
