import { OFFICE_ROLES } from '@ntm/shared/access/roles'
import type { ChangeKind } from '@ntm/shared/events/kinds'
import { grantsReaching, speaksForAgency, type Actor } from '../access/actor.js'

/** What is known of a change before anybody is told of it. */
export interface HeardChange {
  kind: ChangeKind
  unitId: number | null
  agencyId: number | null
  isPublic: boolean
  /** Ids from the province down to the unit. */
  path: readonly number[]
}

/** Even that something changed is told to those only who may see what changed. */
export function canHear(actor: Actor, change: HeardChange): boolean {
  switch (change.kind) {
    case 'sheet':
    case 'verdict':
    case 'evidence':
      return (change.isPublic && actor.permissions.has('results.read')) || canHearWork(actor, change)
    case 'result':
      return actor.permissions.has('results.read')
    case 'notice':
      return actor.grants
        .filter(({ role }) => OFFICE_ROLES.includes(role))
        .some(({ unit, agency }) =>
          change.unitId === null ? agency !== null && agency.id === change.agencyId : unit?.id === change.unitId,
        )
    case 'period':
      return actor.permissions.has('periods.read')
    case 'unit':
      return actor.permissions.has('units.read')
    case 'criteria':
      return actor.permissions.has('criteria.read')
  }
}

/** Work under way is the commune's, the line's above it and the agencies'. */
export function canHearWork(actor: Actor, { path }: Pick<HeardChange, 'path'>): boolean {
  return grantsReaching(actor, 'assessments.read', path).length > 0 || speaksForAgency(actor)
}
