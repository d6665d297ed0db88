import { grantsReaching, type Actor } from '../access/actor.js'

/** The provincial office decides for the communes of its province. */
export function canDecideFor(actor: Actor, unit: { path: readonly number[] }): boolean {
  return grantsReaching(actor, 'criteria.manage', unit.path).length > 0
}
