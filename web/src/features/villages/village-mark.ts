import type { VillageResult } from '@ntm/shared/villages/judge-village'
import type { MarkStatus } from '@/ui/mark-status'

const MARKS: Readonly<Record<VillageResult, MarkStatus>> = {
  met: 'met',
  notMet: 'notMet',
  missing: 'missing',
  empty: 'notApplicable',
}

/** Shape, word and colour of what a village comes to. */
export const markOf = (result: VillageResult): MarkStatus => MARKS[result]
