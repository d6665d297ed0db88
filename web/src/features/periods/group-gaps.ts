import type { AssessmentStatus } from '@ntm/shared/assessments/status'
import type { ConsolidationCheck } from '@ntm/shared/periods/wire'

export type Gap = ConsolidationCheck['gaps'][number]

export interface StatusGaps {
  status: AssessmentStatus
  communes: number
  districts: { parent: Gap['parent']; units: Gap['unit'][] }[]
}

/** Nearest to a number of record first: what the district has, then what is with the commune. */
const ORDER: readonly AssessmentStatus[] = ['approved', 'submitted', 'returned', 'draft', 'notStarted', 'consolidated']

/** Communes without an approved sheet by the state of their sheet, then by district. */
export function groupGaps(gaps: readonly Gap[]): StatusGaps[] {
  return ORDER.flatMap((status) => {
    const same = gaps.filter((gap) => gap.status === status)
    if (same.length === 0) return []
    const parents = new Map(same.map(({ parent }) => [parent.code, parent]))
    const districts = [...parents.values()].map((parent) => ({
      parent,
      units: same.filter((gap) => gap.parent.code === parent.code).map(({ unit }) => unit),
    }))
    return [{ status, communes: same.length, districts: districts.sort(byCode) }]
  })
}

function byCode(a: { parent: { code: string } }, b: { parent: { code: string } }): number {
  return a.parent.code.localeCompare(b.parent.code)
}
