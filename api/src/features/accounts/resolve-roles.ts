import { ROLE_SCOPES } from '@ntm/shared/access/roles'
import type { RoleGrantRequest } from '@ntm/shared/accounts/wire'
import type { ProblemError } from '@ntm/shared/problems/wire'
import type { Database } from '../../db/client.js'
import { unprocessable } from '../../errors.js'
import { findUnit } from '../units/queries.js'
import { findAgency, type HeldGrant } from './queries.js'
import type { WantedGrant } from './write-accounts.js'

const MESSAGES = {
  unit_not_found: 'Không có đơn vị mang mã này vào ngày vai trò bắt đầu.',
  agency_not_found: 'Không có sở, ban, ngành mang mã này.',
  scope_does_not_fit:
    'Vai trò này không giữ cho loại đơn vị đó: xã cho cán bộ và lãnh đạo xã, huyện cho cấp huyện, ' +
    'tỉnh cho cấp tỉnh, sở ngành cho cán bộ sở ngành, quản trị viên không gắn với đơn vị nào.',
  ends_before_start: 'Ngày cuối đứng trước ngày đầu.',
  ends_in_past: 'Ngày cuối đã qua.',
  starts_in_past: 'Vai trò mới không bắt đầu trước hôm nay.',
  given_twice: 'Vai trò này cho đơn vị này bị trùng ngày với một dòng khác.',
  administrator_alone: 'Quản trị viên không kiêm vai trò nghiệp vụ nào.',
} as const
type FaultCode = keyof typeof MESSAGES

/** A wanted role, and the one that it goes on from, if it is held already. */
export interface ResolvedGrant extends WantedGrant {
  held: HeldGrant | undefined
}

/**
 * Looks up what the roles of a request are held for and checks them against the rules.
 *
 * A role already held with the same beginning is the same role; any other is new, and begins today at the earliest.
 *
 * @throws AppError 422 that names every fault by its place in the request.
 */
export async function resolveRoles(
  db: Database,
  requests: readonly RoleGrantRequest[],
  { held, today }: { held: readonly HeldGrant[]; today: string },
): Promise<ResolvedGrant[]> {
  const open = held.filter(({ state }) => state !== 'ended')
  const errors: ProblemError[] = []
  const resolved: ResolvedGrant[] = []
  for (const [index, request] of requests.entries()) {
    const report = (field: string, code: FaultCode): void => {
      errors.push({ pointer: `/roles/${index}${field}`, code, message: MESSAGES[code] })
    }
    const grant = await resolveRole(db, request, { open, today, report })
    if (!grant) continue
    if (grant.to !== null && grant.from !== null && grant.to < grant.from) report('/to', 'ends_before_start')
    else if (grant.to !== null && grant.to < today) report('/to', 'ends_in_past')
    if (!grant.held && grant.from !== null && grant.from < today) report('/from', 'starts_in_past')
    if (resolved.some((other) => isSameRole(other, grant) && overlaps(other, grant))) report('', 'given_twice')
    resolved.push(grant)
  }
  const isMixed = requests.length > 1 && requests.some(({ role }) => role === 'administrator')
  if (isMixed) errors.push({ pointer: '/roles', code: 'administrator_alone', message: MESSAGES.administrator_alone })
  if (errors.length > 0) throw unprocessable('roles_invalid', errors)
  return resolved
}

interface Place {
  open: readonly HeldGrant[]
  today: string
  report: (field: string, code: FaultCode) => void
}

async function resolveRole(
  db: Database,
  { role, unit: unitCode = null, agency: agencyCode = null, from = null, to = null }: RoleGrantRequest,
  { open, today, report }: Place,
): Promise<ResolvedGrant | undefined> {
  const unit = unitCode === null ? null : await findUnit(db, unitCode, laterOf(from ?? today, today))
  const agency = agencyCode === null ? null : await findAgency(db, agencyCode)
  if (unit === undefined || agency === undefined) {
    if (unit === undefined) report('/unit', 'unit_not_found')
    if (agency === undefined) report('/agency', 'agency_not_found')
    return undefined
  }
  const scope = unit !== null ? unit.kind : agency !== null ? 'agency' : 'none'
  if ((unit !== null && agency !== null) || !ROLE_SCOPES[role].includes(scope)) {
    report(agency === null ? '/unit' : '/agency', 'scope_does_not_fit')
    return undefined
  }
  const wanted = { role, unitId: unit?.id ?? null, agencyId: agency?.id ?? null }
  const held = open.find((grant) => isSameRole(toScope(grant), wanted) && grant.from === from)
  return { ...wanted, from: held ? from : (from ?? today), to, held }
}

type Scope = Pick<WantedGrant, 'role' | 'unitId' | 'agencyId'>

function toScope({ role, unit, agency }: HeldGrant): Scope {
  return { role, unitId: unit?.id ?? null, agencyId: agency?.id ?? null }
}

function isSameRole(a: Scope, b: Scope): boolean {
  return a.role === b.role && a.unitId === b.unitId && a.agencyId === b.agencyId
}

function overlaps(a: WantedGrant, b: WantedGrant): boolean {
  return (a.from ?? '') <= (b.to ?? '9999') && (b.from ?? '') <= (a.to ?? '9999')
}

function laterOf(a: string, b: string): string {
  return a > b ? a : b
}
