import type { AccountRecord, RoleGrantRequest, RoleGrantView } from '@ntm/shared/accounts/wire'
import { putJson } from '@/api/http'
import { toHeldRequest } from './role-drafts'

/** The roles that an account holds or is going to; those that ended are history. */
export function listOpenRoles({ roles }: AccountRecord): RoleGrantView[] {
  return roles.filter(({ state }) => state !== 'ended')
}

export interface RoleChangeRequest {
  account: AccountRecord
  etag: string
  roles: readonly RoleGrantRequest[]
  reason: string
}

/** Puts the roles held from today on in the place of those that are there. */
export async function sendRoles({ account, etag, roles, reason }: RoleChangeRequest): Promise<void> {
  const why = reason.trim() === '' ? {} : { reason: reason.trim() }
  await putJson(`accounts/${account.username}/roles`, { roles, ...why }, { ifMatch: etag })
}

/** What remains when one role ends: today when no day is named, else on that day. */
export function withoutRole(account: AccountRecord, ended: RoleGrantView, lastDay: string): RoleGrantRequest[] {
  return listOpenRoles(account).flatMap((grant) => {
    if (grant !== ended) return [toHeldRequest(grant)]
    return lastDay === '' ? [] : [{ ...toHeldRequest(grant), to: lastDay }]
  })
}
