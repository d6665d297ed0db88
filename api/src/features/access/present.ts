import type { AccountView, OwnSessionList } from '@ntm/shared/access/wire'
import type { Actor } from './actor.js'
import { describeDevice } from './describe-device.js'
import type { OwnSession } from './queries.js'

export function presentAccount(actor: Actor): AccountView {
  return {
    username: actor.username,
    displayName: actor.displayName,
    roles: actor.grants.map(({ role, unit, agency, actingFor }) => ({
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
      actingFor: actingFor ? { username: actingFor.username, displayName: actingFor.displayName } : null,
    })),
    permissions: [...actor.permissions].sort(),
    duty: actor.duty,
  }
}

export function presentSessionOf(session: OwnSession, currentId: string): OwnSessionList['data'][number] {
  return {
    id: session.id,
    device: describeDevice(session.userAgent),
    address: session.address,
    createdAt: session.createdAt.toISOString(),
    lastUsedAt: session.lastUsedAt.toISOString(),
    current: session.id === currentId,
  }
}
