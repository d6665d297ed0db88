import type { DelegationView } from '@ntm/shared/delegations/wire'
import type { Delegation } from './queries.js'

export function presentDelegation(delegation: Delegation): DelegationView {
  const { id, role, unit, giver, receiver, from, to, reason, state, endedAt } = delegation
  return { id, role, unit, giver, receiver, from, to, reason, state, endedAt: endedAt?.toISOString() ?? null }
}
