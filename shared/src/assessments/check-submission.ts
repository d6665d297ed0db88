import type { CriterionResult, MeasureResult } from '../criteria/results.js'

export interface SubmittedMeasure {
  key: string
  /** Number of its criterion. */
  criterion: number
  result: MeasureResult
}

export interface SubmittedCriterion {
  number: number
  result: CriterionResult
  explanation: string | null
}

export interface Submission {
  measures: readonly SubmittedMeasure[]
  criteria: readonly SubmittedCriterion[]
  /** Result of each criterion in the month before, in order of number; null if that month has none. */
  lastMonth: readonly CriterionResult[] | null
}

export type SubmissionFault =
  { code: 'measure_missing'; measure: string; criterion: number } | { code: 'explanation_missing'; criterion: number }

/**
 * What still keeps a sheet from being submitted: each measure without an answer, then each criterion that was met last
 * month, is not met now and does not say why. Empty: it can be submitted.
 */
export function findSubmissionFaults({ measures, criteria, lastMonth }: Submission): SubmissionFault[] {
  const missing = measures
    .filter(({ result }) => result === 'missing')
    .map(({ key, criterion }) => ({ code: 'measure_missing' as const, measure: key, criterion }))
  const unexplained = criteria
    .filter(({ number, result }) => result === 'notMet' && lastMonth?.[number - 1] === 'met')
    .filter(({ explanation }) => !explanation?.trim())
    .map(({ number }) => ({ code: 'explanation_missing' as const, criterion: number }))
  return [...missing, ...unexplained]
}
