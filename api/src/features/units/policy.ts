import { grantsReaching, type Actor } from '../access/actor.js'

/** The provincial office names who answers for the units of its province. */
export function canNameAccountable(actor: Actor, unit: { path: readonly number[] }): boolean {
  return grantsReaching(actor, 'accountable.manage', unit.path).length > 0
}
