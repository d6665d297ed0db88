import type { Basis } from '@ntm/shared/analysis/wire'
import { grantsReaching, speaksForAgency, type Reader } from '../access/actor.js'

export interface GuardedMonth {
  basis: Basis
  isConsolidated: boolean
  /** Ids from the province down to the unit whose figures are asked for. */
  path: readonly number[]
}

/**
 * What a commune reports in a month under way is for those above it and the agencies; approved and official figures,
 * and all figures of a month that is done, are for everybody.
 */
export function canSeeBasis(actor: Reader, { basis, isConsolidated, path }: GuardedMonth): boolean {
  if (basis !== 'reported' || isConsolidated) return true
  return grantsReaching(actor, 'results.read', path).length > 0 || speaksForAgency(actor)
}
