import type { HistoryEntry } from '@ntm/shared/assessments/history-wire'
import { CRITERION_RESULTS } from '@ntm/shared/criteria/wire'
import { VERDICTS } from '@ntm/shared/verifications/verdicts'
import type { Catalogue, CatalogueMeasure } from '../criteria/queries.js'
import type { SheetEvent } from './queries.js'

/** Acts that everybody may know of; the others tell of work that nobody has approved. */
export const PUBLIC_ACTIONS = ['assessment.approved', 'assessment.consolidated'] as const

type Fields = Readonly<Record<string, unknown>>

const WORDS = ['obstacle', 'remedy', 'remedyDueOn', 'explanation'] as const

/**
 * One event of a sheet's story. What an audit row says of the change is read with care: rows stay as they were written,
 * by whatever version of this program.
 */
export function presentEvent(event: SheetEvent, set: Catalogue): HistoryEntry {
  const old = fieldsOf(event.old)
  const now = fieldsOf(event.new)
  return {
    no: event.no,
    at: event.at.toISOString(),
    by: event.by,
    actingFor: event.actingFor,
    action: event.action,
    revision: event.revision,
    reason: event.reason,
    receipt: textOf(now.receipt),
    values: compareValues(listOf(old.values), listOf(now.values), set),
    villages: compareVillages(listOf(old.villages), listOf(now.villages)),
    words: compareWords(listOf(old.criteria), listOf(now.criteria)),
    indicators: [...listOf(now.returned), ...listOf(now.indicators)].map((said) => ({
      indicator: textOf(said.indicator) ?? '',
      reason: textOf(said.reason),
    })),
    overrules: listOf(now.overrules).flatMap((overrule) => {
      const result = CRITERION_RESULTS.find((each) => each === overrule.result)
      return result
        ? [{ criterion: numberOf(overrule.number) ?? 0, result, reason: textOf(overrule.reason) ?? '' }]
        : []
    }),
    verdict: VERDICTS.find((verdict) => verdict === now.verdict) ?? null,
    evidence: readEvidence(event.action, event.action === 'evidence.detached' ? old : now),
    expiresOn: textOf(now.expiresOn),
  }
}

function compareValues(old: readonly Fields[], now: readonly Fields[], set: Catalogue): HistoryEntry['values'] {
  const before = new Map(old.map((value) => [value.measure, value]))
  return now.flatMap((after) => {
    const measure = set.measures.find(({ key }) => key === after.measure)
    if (!measure) return []
    const then = before.get(after.measure)
    return [
      {
        measure: measure.key,
        before: wireValue(measure, then?.value),
        after: wireValue(measure, after.value),
        numerator: numberOf(after.numerator),
        denominator: numberOf(after.denominator),
        notApplicable: after.notApplicable === true,
        noteBefore: textOf(then?.note),
        noteAfter: textOf(after.note),
      },
    ]
  })
}

function compareVillages(old: readonly Fields[], now: readonly Fields[]): HistoryEntry['villages'] {
  const keyOf = ({ measure, village }: Fields) => `${String(measure)} ${String(village)}`
  const before = new Map(old.map((figure) => [keyOf(figure), figure]))
  return now.map((after) => ({
    measure: textOf(after.measure) ?? '',
    village: textOf(after.name) ?? '',
    before: countOf(before.get(keyOf(after))),
    after: countOf(after),
  }))
}

function countOf(figure: Fields | undefined) {
  const numerator = numberOf(figure?.numerator)
  const denominator = numberOf(figure?.denominator)
  return numerator === null || denominator === null ? null : { numerator, denominator }
}

function compareWords(old: readonly Fields[], now: readonly Fields[]): HistoryEntry['words'] {
  const before = new Map(old.map((words) => [words.number, words]))
  return now.flatMap((after) =>
    WORDS.map((field) => ({
      criterion: numberOf(after.number) ?? 0,
      field,
      before: textOf(before.get(after.number)?.[field]),
      after: textOf(after[field]),
    })).filter((change) => change.before !== change.after),
  )
}

function wireValue({ kind }: CatalogueMeasure, stored: unknown): boolean | number | null {
  const value = numberOf(stored)
  return value !== null && kind === 'boolean' ? value === 1 : value
}

function readEvidence(action: string, { name, measure, criterion }: Fields): HistoryEntry['evidence'] {
  if (!action.startsWith('evidence.')) return null
  return { name: textOf(name) ?? '', measure: textOf(measure), criterion: numberOf(criterion) }
}

function fieldsOf(value: unknown): Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : {}
}

function listOf(value: unknown): Fields[] {
  return Array.isArray(value) ? value.map(fieldsOf) : []
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' ? value : null
}

function numberOf(value: unknown): number | null {
  return typeof value === 'number' ? value : null
}
