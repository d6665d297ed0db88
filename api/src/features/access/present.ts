import type { AccountView } from '@ntm/shared/access/wire'
import type { Actor } from './actor.js'

export function presentAccount(actor: Actor): AccountView {
  return {
    username: actor.username,
    displayName: actor.displayName,
    roles: actor.grants.map(({ role, unit, agency }) => ({
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
    })),
    permissions: [...actor.permissions].sort(),
    duty: actor.duty,
  }
}
