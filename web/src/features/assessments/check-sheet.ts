import { findSubmissionFaults, type SubmissionFault } from '@ntm/shared/assessments/check-submission'
import type { CriterionResult } from '@ntm/shared/criteria/results'
import type { JudgedAnswers, ListedMeasure } from './judge-answers'
import type { Word } from './saving/edits'

/** What a criterion has beside its result, as the page holds it now. */
export interface CheckedCriterion {
  number: number
  lastMonth: CriterionResult | null
  words: Readonly<Record<Word, string | null>>
}

export interface SheetCheck {
  /** Keeps the sheet from being submitted. */
  faults: SubmissionFault[]
  /** Not met, and obstacle, remedy or its day is not written yet: asked for, but nothing that holds the sheet back. */
  advice: { criterion: number; words: Word[] }[]
}

const ASKED_WORDS = ['obstacle', 'remedy', 'remedyDueOn'] as const

/** Holds the sheet to the rules of submission, by the same rule that the service applies. */
export function checkSheet(
  listed: ReadonlyMap<string, ListedMeasure>,
  judged: JudgedAnswers,
  criteria: readonly CheckedCriterion[],
): SheetCheck {
  const resultOf = (number: number) => judged.criteria.get(number) ?? 'incomplete'
  const ordered = [...criteria].sort((a, b) => a.number - b.number)
  const lastMonth = new Map(ordered.map((criterion) => [criterion.number, criterion.lastMonth]))
  const highest = ordered.at(-1)?.number ?? 0
  const faults = findSubmissionFaults({
    measures: [...listed.values()].map(({ key, criterion }) => ({
      key,
      criterion,
      result: judged.measures.get(key) ?? 'missing',
    })),
    criteria: ordered.map(({ number, words }) => ({
      number,
      result: resultOf(number),
      explanation: words.explanation,
    })),
    // The rule reads last month by place; a criterion without a result then was not met then.
    lastMonth: Array.from({ length: highest }, (_, index) => lastMonth.get(index + 1) ?? 'incomplete'),
  })
  const advice = ordered.flatMap(({ number, words }) => {
    const missing = ASKED_WORDS.filter((word) => !words[word]?.trim())
    return resultOf(number) === 'notMet' && missing.length > 0 ? [{ criterion: number, words: missing }] : []
  })
  return { faults, advice }
}

/** Whether the commune owes an explanation: met last month, not met now. */
export function owesExplanation(lastMonth: CriterionResult | null, now: CriterionResult | undefined): boolean {
  return lastMonth === 'met' && now === 'notMet'
}

/** Criteria with a measure that has no answer yet, in order of number. */
export function listOpenCriteria(listed: ReadonlyMap<string, ListedMeasure>, judged: JudgedAnswers): number[] {
  const open = [...listed.values()].filter(({ key }) => judged.measures.get(key) === 'missing')
  return [...new Set(open.map(({ criterion }) => criterion))].sort((a, b) => a - b)
}

/** The open criterion to go to next: the first after `current`, else the first of all; undefined when none is open. */
export function findNextOpen(open: readonly number[], current: number | undefined): number | undefined {
  return open.find((number) => current === undefined || number > current) ?? open[0]
}
