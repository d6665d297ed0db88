import type { HistoryEntry } from '@ntm/shared/assessments/history-wire'
import { dayOf } from '@ntm/shared/periods/period'
import type { ListedMeasure } from './judge-answers'
import { NO_ANSWER } from './saving/edits'
import type { useTerms } from './useTerms'

export interface StoryDay {
  /** In Viet Nam, `YYYY-MM-DD`. */
  day: string
  /** Number of its first entry: a day may come twice where the clock of the field was set back. */
  no: number
  entries: HistoryEntry[]
}

/** Entries in their order, cut wherever the day changes. */
export function groupByDay(entries: readonly HistoryEntry[]): StoryDay[] {
  const days: StoryDay[] = []
  for (const entry of entries) {
    const day = dayOf(new Date(entry.at))
    const latest = days.at(-1)
    if (latest?.day === day) latest.entries.push(entry)
    else days.push({ day, no: entry.no, entries: [entry] })
  }
  return days
}

/** One thing that changed, in words; null for what was or is not there. */
export interface StoryChange {
  label: string
  before: string | null
  after: string | null
}

export interface StoryWords {
  say: (key: string, values?: Record<string, string | number>) => string
  terms: ReturnType<typeof useTerms>['value']
  day: (day: string) => string
  measures: ReadonlyMap<string, ListedMeasure>
}

/** What an entry changed: answers with the unit of their measure, notes, words about criteria. */
export function listChanges(entry: HistoryEntry, words: StoryWords): StoryChange[] {
  const changes = [
    ...entry.values.flatMap((value) => tellValue(value, words)),
    ...entry.villages.map((village) => tellVillage(village, words)),
    ...entry.words.map((word) => tellWords(word, words)),
  ]
  return changes.filter(({ before, after }) => before !== after)
}

function tellValue(value: HistoryEntry['values'][number], { say, terms, measures }: StoryWords): StoryChange[] {
  const measure = measures.get(value.measure)
  // Of a set that is no longer read: its number says more than nothing.
  const name = measure ? `${value.measure} ${terms.measureName(measure)}` : value.measure
  const figure = (given: boolean | number | null) =>
    given === null ? null : terms.figure(measure ?? { kind: 'number', unit: null }, given)
  const ratio = terms.ratio({ ...value, value: null })
  const now = value.notApplicable ? say('ui.status.notApplicable') : figure(value.after)
  return [
    { label: name, before: figure(value.before), after: now !== null && ratio ? `${now} (${ratio})` : now },
    {
      label: say('assessments.story.note', { measure: value.measure }),
      before: value.noteBefore,
      after: value.noteAfter,
    },
  ]
}

function tellVillage(
  { measure, village, before, after }: HistoryEntry['villages'][number],
  { terms }: StoryWords,
): StoryChange {
  const print = (count: typeof before) => (count ? (terms.ratio({ ...NO_ANSWER, ...count }) ?? null) : null)
  return { label: `${measure} ${village}`, before: print(before), after: print(after) }
}

function tellWords({ criterion, field, before, after }: HistoryEntry['words'][number], words: StoryWords): StoryChange {
  const print = (text: string | null) => (text !== null && field === 'remedyDueOn' ? words.day(text) : text)
  const label = words.say(`assessments.story.words.${field}`, { number: criterion })
  return { label, before: print(before), after: print(after) }
}

const ACTIONS = ['changed', 'submitted', 'withdrawn', 'returned', 'approved', 'consolidated', 'reopened'] as const

const EVIDENCE_ACTIONS: Readonly<Record<string, 'attached' | 'detached'>> = {
  'evidence.attached': 'attached',
  'evidence.detached': 'detached',
}

/** The act in words: after the name of who did it. An act that this page does not know yet is told in general. */
export function nameAction({ action, verdict }: Pick<HistoryEntry, 'action' | 'verdict'>) {
  return verdict ?? EVIDENCE_ACTIONS[action] ?? ACTIONS.find((each) => action === `assessment.${each}`) ?? 'other'
}
