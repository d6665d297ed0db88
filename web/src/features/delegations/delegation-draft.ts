import { ROLE_PERMISSIONS } from '@ntm/shared/access/roles'
import type { AccountView } from '@ntm/shared/access/wire'
import type { NewDelegation } from '@ntm/shared/delegations/wire'
import { isDay } from '@ntm/shared/periods/period'

export type HeldRole = AccountView['roles'][number]

/** A handing-on as it is being filled in; days are `YYYY-MM-DD`, or what was typed instead. */
export interface DelegationDraft {
  /** Place in the list of roles that can be handed on; empty while none is chosen. */
  role: string
  username: string
  from: string
  to: string
  reason: string
}

export type DelegationFault =
  'roleMissing' | 'usernameMissing' | 'fromMissing' | 'toMissing' | 'startsInPast' | 'endsBeforeStart' | 'reasonMissing'

const USERNAME = /^[a-z0-9][a-z0-9._-]{0,99}$/

/** Roles of one's own that a leader may hand on; never one that was handed to oneself. */
export function listDelegable(roles: readonly HeldRole[]): HeldRole[] {
  return roles.filter(
    ({ role, unit, actingFor }) =>
      actingFor === null && unit !== null && ROLE_PERMISSIONS[role].includes('delegations.manage'),
  )
}

export function emptyDraft(roles: readonly HeldRole[], today: string): DelegationDraft {
  // Of one role there is nothing to choose.
  return { role: roles.length === 1 ? '0' : '', username: '', from: today, to: '', reason: '' }
}

/** What is still wrong with a draft, in the order of the form. */
export function checkDraft(
  { role, username, from, to, reason }: DelegationDraft,
  today: string,
): { field: keyof DelegationDraft; fault: DelegationFault }[] {
  const faults: { field: keyof DelegationDraft; fault: DelegationFault }[] = []
  if (role === '') faults.push({ field: 'role', fault: 'roleMissing' })
  if (!USERNAME.test(username.trim())) faults.push({ field: 'username', fault: 'usernameMissing' })
  if (!isDay(from)) faults.push({ field: 'from', fault: 'fromMissing' })
  else if (from < today) faults.push({ field: 'from', fault: 'startsInPast' })
  if (!isDay(to)) faults.push({ field: 'to', fault: 'toMissing' })
  else if (isDay(from) && to < from) faults.push({ field: 'to', fault: 'endsBeforeStart' })
  if (reason.trim() === '') faults.push({ field: 'reason', fault: 'reasonMissing' })
  return faults
}

/** A checked draft as the service wants it. */
export function toRequest(draft: DelegationDraft, roles: readonly HeldRole[]): NewDelegation {
  const held = roles[Number(draft.role)]
  if (!held?.unit) throw new RangeError('A draft without a role cannot be sent')
  const { username, from, to, reason } = draft
  return { role: held.role, unit: held.unit.code, username: username.trim(), from, to, reason: reason.trim() }
}

/** Field of the form for a place in what was sent. */
export function fieldOfDelegation(pointer: string): string | undefined {
  const field = pointer.slice(1) === 'unit' ? 'role' : pointer.slice(1)
  return ['role', 'username', 'from', 'to', 'reason'].includes(field) ? `delegation-${field}` : undefined
}
