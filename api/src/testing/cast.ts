import type pg from 'pg'
import { ROLE_SCOPES, ROLES, type Role } from '@ntm/shared/access/roles'
import { openStage, type StageAccount } from './stage.js'

/** Where the cast stands: a role that is held for a unit of some kind is held for this one. */
export const PLACES = {
  province: '62',
  district: '615',
  commune: '23512',
  /** Made for the cast, below the commune: the demonstration has no village there. */
  village: '23512-01',
  /** In the same district. */
  siblingCommune: '23515',
  siblingDistrict: '614',
  /** In the sibling district. */
  foreignCommune: '23491',
} as const

/** The agency that the department's officer belongs to. */
export const OWN_AGENCY = 'sxd'

/** Somebody who asks: a role held for one place, a machine client, or nobody in particular. */
export interface CastMember {
  /** Such as `districtOfficer@615`. */
  name: string
  role: Role | 'client' | 'roleless' | 'anonymous'
  /** Code of the unit that the role is held for. */
  unit: string | null
  /** The role is another person's, handed on (ký thay). */
  isDelegate: boolean
  /** Null for whoever has no account. */
  account: StageAccount | null
  /** The header of a living session, or of a client's token; empty for the anonymous. */
  authorization: string
}

const NOBODY: CastMember = {
  name: 'anonymous',
  role: 'anonymous',
  unit: null,
  isDelegate: false,
  account: null,
  authorization: '',
}

/** Leaders whose role somebody else signs for. */
const SIGNED_FOR: readonly Role[] = ['provincialLeadership', 'districtLeader', 'communeLeader']

/**
 * Makes an account with a living session for every role and every kind of place it can be held for, somebody who
 * signs for each kind of leader, somebody without a role, and machine clients with all scopes.
 *
 * @param pool - As the owner of the tables.
 */
export async function seedCast(pool: pg.Pool, signingKey: string): Promise<CastMember[]> {
  const stage = openStage(pool, signingKey)
  await stage.addVillage(PLACES.village, PLACES.commune)
  const cast: CastMember[] = []

  for (const role of ROLES) {
    for (const scope of ROLE_SCOPES[role]) {
      const unit = scope === 'agency' || scope === 'none' ? null : PLACES[scope]
      const place = unit ?? scope
      const account = await stage.addAccount(`${role}.${place}`)
      await stage.grant(account, { role, unit, agency: scope === 'agency' ? OWN_AGENCY : null })
      const authorization = await stage.signIn(account)
      cast.push({ ...NOBODY, name: `${role}@${place}`, role, unit, account, authorization })
    }
  }
  for (const role of SIGNED_FOR) {
    const leader = cast.find((member) => member.role === role)
    if (!leader?.account) throw new RangeError(`Nobody holds ${role}`)
    const account = await stage.addAccount(`${role}.delegate`)
    await stage.delegate(leader.account, account)
    const authorization = await stage.signIn(account)
    cast.push({ ...leader, name: `${leader.name} by delegation`, isDelegate: true, account, authorization })
  }
  const roleless = await stage.addAccount('roleless')
  const authorization = await stage.signIn(roleless)
  cast.push({ ...NOBODY, name: 'roleless', role: 'roleless', account: roleless, authorization })
  for (const unit of [PLACES.province, PLACES.district, PLACES.commune]) {
    const authorization = await stage.addClient(clientIdOf(unit), unit)
    cast.push({ ...NOBODY, name: `client@${unit}`, role: 'client', unit, authorization })
  }
  return [...cast, NOBODY]
}

/** Of the machine client of a unit; its secret is the same. */
export function clientIdOf(unit: string): string {
  return `ntm_vaithu${unit.padStart(10, '0')}`
}
