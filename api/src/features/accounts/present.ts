import type { AccountRecord, RoleGrantView } from '@ntm/shared/accounts/wire'
import type { Account, HeldGrant } from './queries.js'

export function presentAccountRecord(account: Account): AccountRecord {
  return {
    username: account.username,
    displayName: account.displayName,
    createdAt: account.createdAt.toISOString(),
    disabledAt: account.disabledAt?.toISOString() ?? null,
    lastUsedAt: account.lastUsedAt?.toISOString() ?? null,
    oneTimePasswordUntil: account.oneTimeUntil?.toISOString() ?? null,
    hasSecondFactor: account.hasSecondFactor,
    roles: account.roles.map(presentGrant),
  }
}

function presentGrant({ role, unit, agency, from, to, state }: HeldGrant): RoleGrantView {
  return {
    role,
    unit: unit && {
      uid: unit.uid,
      code: unit.code,
      kind: unit.kind,
      type: unit.type,
      name: unit.name,
      fullName: unit.fullName,
    },
    agency: agency && { code: agency.code, name: agency.name },
    from,
    to,
    state,
  }
}

/** Roles as an audit row keeps them: short, and readable years later. */
export function traceRoles(roles: readonly HeldGrant[]) {
  return roles
    .filter(({ state }) => state !== 'ended')
    .map(({ role, unit, agency, from, to }) => ({ role, unit: unit?.uid, agency: agency?.code, from, to }))
}
