import { grantsReaching, type Actor } from '../access/actor.js'

/** A commune keeps its own list of villages; nobody above writes in it. */
export function canManageVillages(actor: Actor, commune: { id: number }): boolean {
  return grantsReaching(actor, 'villages.manage', [commune.id]).length > 0
}
