import type { AssessmentView, SheetCriterionView } from '@ntm/shared/assessments/wire'
import type { CriterionResult } from '@ntm/shared/criteria/results'

type Revisions = Pick<AssessmentView, 'revision' | 'officialRevision'>

export interface RevisionWords {
  /** Below `assessments.revision.`. */
  key: 'plain' | 'first' | 'record' | 'correction' | 'replaced'
  values: { number: number; official: number; before: number }
}

/** How a revision stands to the number of record; undefined where there is but one and nothing on record. */
export function describeRevision({ revision, officialRevision }: Revisions): RevisionWords | undefined {
  const values = { number: revision, official: officialRevision ?? 0, before: revision - 1 }
  if (officialRevision === null) return revision > 1 ? { key: 'plain', values } : undefined
  if (officialRevision === revision) return { key: revision === 1 ? 'first' : 'record', values }
  return { key: officialRevision < revision ? 'correction' : 'replaced', values }
}

/** The result that counts: of a consolidated revision its number of record, else the district's, else the commune's. */
export function countingResult(said: SheetCriterionView, status: AssessmentView['status']): CriterionResult {
  return (status === 'consolidated' ? said.official : null) ?? said.approved ?? said.reported
}

/** The revision asked for in the address, `?revision=1`; undefined: the latest. */
export function readRevision(text: unknown): number | undefined {
  return typeof text === 'string' && /^[1-9]\d{0,2}$/.test(text) ? Number(text) : undefined
}
