import { ROLE_SCOPES, ROLES, type Role } from '@ntm/shared/access/roles'
import type { RoleGrantRequest, RoleGrantView } from '@ntm/shared/accounts/wire'
import { isDay } from '@ntm/shared/periods/period'
import type { UnitRef } from '@ntm/shared/units/wire'
import type { UnitChoice } from '@/ui/unit-choice'

/** A role as it is being filled in; empty text stands for what is not chosen yet. */
export interface RoleDraft {
  role: Role | ''
  unit: UnitChoice | null
  agency: string
  /** First and last day, `YYYY-MM-DD`; empty: from today, without end. What is no day is kept as it was typed. */
  from: string
  to: string
}

export type DraftFault = 'roleMissing' | 'unitMissing' | 'agencyMissing' | 'notADay' | 'endsBeforeStart'

export function emptyDraft(): RoleDraft {
  return { role: '', unit: null, agency: '', from: '', to: '' }
}

/** Kinds of unit that a role can be held for; none for agencies and administrators. */
export function unitKindsOf(role: Role | ''): UnitRef['kind'][] {
  if (role === '') return []
  return ROLE_SCOPES[role].filter((scope) => scope !== 'agency' && scope !== 'none')
}

export function needsAgency(role: Role | ''): boolean {
  return role !== '' && ROLE_SCOPES[role].includes('agency')
}

/** What is still missing in a draft, with the field to blame. */
export function checkDraft({ role, unit, agency, from, to }: RoleDraft): { field: string; fault: DraftFault }[] {
  if (role === '') return [{ field: 'role', fault: 'roleMissing' }]
  const faults: { field: string; fault: DraftFault }[] = []
  if (unitKindsOf(role).length > 0 && unit === null) faults.push({ field: 'unit', fault: 'unitMissing' })
  if (needsAgency(role) && agency === '') faults.push({ field: 'agency', fault: 'agencyMissing' })
  const unread = (
    [
      ['from', from],
      ['to', to],
    ] as const
  ).filter(([, day]) => day !== '' && !isDay(day))
  faults.push(...unread.map(([field]) => ({ field, fault: 'notADay' as const })))
  if (unread.length === 0 && from !== '' && to !== '' && to < from)
    faults.push({ field: 'to', fault: 'endsBeforeStart' })
  return faults
}

/** A checked draft as the service wants it; what the role is not held for is left out, whatever was chosen before. */
export function toRequest(draft: RoleDraft): RoleGrantRequest {
  const role = ROLES.find((each) => each === draft.role)
  if (!role) throw new RangeError('A draft without a role cannot be sent')
  return {
    role,
    ...(unitKindsOf(role).length > 0 && draft.unit ? { unit: draft.unit.code } : {}),
    ...(needsAgency(role) ? { agency: draft.agency } : {}),
    ...(draft.from === '' ? {} : { from: draft.from }),
    ...(draft.to === '' ? {} : { to: draft.to }),
  }
}

/** A role that is held, as it has to be named to stay held. */
export function toHeldRequest({ role, unit, agency, from, to }: RoleGrantView): RoleGrantRequest {
  return { role, unit: unit?.code ?? null, agency: agency?.code ?? null, from, to }
}

/** Field of a form for a place in what was sent: `/roles/2/unit` is `role-2-unit`. */
export function fieldOfRole(pointer: string): string | undefined {
  const [, index, field = 'role'] = /^\/roles\/(\d+)(?:\/(\w+))?$/.exec(pointer) ?? []
  return index === undefined ? undefined : `role-${index}-${field}`
}
