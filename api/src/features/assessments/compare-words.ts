import type { ChangesView } from '@ntm/shared/assessments/changes-wire'
import type { Catalogue } from '../criteria/queries.js'
import type { StoredCriterion, StoredValue } from './find-sheet.js'
import { indexMeasures } from './measure-index.js'

const FIELDS = ['obstacle', 'remedy', 'remedyDueOn', 'explanation'] as const

type CriterionWords = Partial<Record<(typeof FIELDS)[number], string | null>>

/** What a commune wrote beside its figures: notes by measure key, words by number of the criterion. */
export interface SubmittedWords {
  notes: Record<string, string>
  criteria: Record<string, CriterionWords>
}

/** The words of a sheet as they are kept with a submission; what is blank is left out. */
export function packWords(
  set: Catalogue,
  values: readonly Pick<StoredValue, 'measureId' | 'note'>[],
  criteria: readonly Pick<StoredCriterion, 'number' | (typeof FIELDS)[number]>[],
): SubmittedWords {
  const { keys } = indexMeasures(set)
  const notes = values.flatMap(({ measureId, note }) => {
    const key = keys.get(measureId)
    return key !== undefined && note !== null ? [[key, note] as const] : []
  })
  const said = criteria.map(({ number, ...words }) => {
    const written = FIELDS.flatMap((field) => (words[field] === null ? [] : [[field, words[field]] as const]))
    return [String(number), Object.fromEntries(written)] as const
  })
  return { notes: Object.fromEntries(notes), criteria: Object.fromEntries(said) }
}

/** Words that differ, criterion by criterion: notes of its measures, then what is said of it. */
export function compareWords(set: Catalogue, before: SubmittedWords, after: SubmittedWords): ChangesView['words'] {
  return set.criteria
    .flatMap(({ number }) => [
      ...set.measures
        .filter(({ criterion }) => criterion === number)
        .map(({ key }) => ({
          measure: key,
          criterion: number,
          field: 'note' as const,
          before: before.notes[key] ?? null,
          after: after.notes[key] ?? null,
        })),
      ...FIELDS.map((field) => ({
        measure: null,
        criterion: number,
        field,
        before: before.criteria[number]?.[field] ?? null,
        after: after.criteria[number]?.[field] ?? null,
      })),
    ])
    .filter((change) => change.before !== change.after)
}
