import { ROLE_PERMISSIONS } from '@ntm/shared/access/roles'
import type { NewDelegation } from '@ntm/shared/delegations/wire'
import type { ProblemError } from '@ntm/shared/problems/wire'
import type { OwnGrant } from './queries.js'

/** A handing-on is for an absence, not for good. */
export const LONGEST_DAYS = 366

const MESSAGES = {
  not_held: 'Anh/chị không giữ vai trò này cho đơn vị này hôm nay, hoặc chỉ đang ký thay người khác.',
  not_delegable: 'Vai trò này không giao ký thay được.',
  unknown_receiver: 'Không có tài khoản này, hoặc tài khoản đang bị khóa.',
  to_oneself: 'Không thể giao cho chính mình.',
  to_administrator: 'Quản trị viên không giữ vai trò nghiệp vụ.',
  starts_in_past: 'Không giao lùi ngày.',
  ends_before_start: 'Ngày cuối đứng trước ngày đầu.',
  too_long: `Mỗi lần giao tối đa ${LONGEST_DAYS} ngày.`,
  beyond_own: 'Vượt quá thời gian anh/chị giữ vai trò này.',
} as const

export interface DelegationFacts {
  grant: OwnGrant | undefined
  receiver: { id: number; isAdministrator: boolean } | undefined
  giverId: number
  today: string
  /** From the first to the last day. */
  days: number
}

/** Every rule that a handing-on breaks: nobody hands on more than he holds, longer than he holds it, or onward. */
export function findDelegationFaults(request: NewDelegation, facts: DelegationFacts): ProblemError[] {
  const { grant, receiver, giverId, today, days } = facts
  const faults: ProblemError[] = []
  const report = (pointer: string, code: keyof typeof MESSAGES): void => {
    faults.push({ pointer, code, message: MESSAGES[code] })
  }
  if (!ROLE_PERMISSIONS[request.role].includes('delegations.manage')) report('/role', 'not_delegable')
  else if (!grant) report('/role', 'not_held')
  if (!receiver) report('/username', 'unknown_receiver')
  else if (receiver.id === giverId) report('/username', 'to_oneself')
  else if (receiver.isAdministrator) report('/username', 'to_administrator')
  if (request.from < today) report('/from', 'starts_in_past')
  if (request.to < request.from) report('/to', 'ends_before_start')
  else if (days >= LONGEST_DAYS) report('/to', 'too_long')
  else if (grant?.to && request.to > grant.to) report('/to', 'beyond_own')
  return faults
}
