import { findPasswordFault, PASSWORD_MAX, PASSWORD_MIN } from '@ntm/shared/access/password-rules'
import type { MarkStatus } from '@/ui/mark-status'

export type PasswordRule = 'length' | 'notCommon' | 'notPersonal'

export interface RuleState {
  rule: PasswordRule
  /** `missing` while it is too early to say. */
  status: Extract<MarkStatus, 'met' | 'notMet' | 'missing'>
}

/** Characters as people count them, not bytes. */
export function countSigns(password: string): number {
  return [...password.normalize('NFC')].length
}

/** How far a password being typed keeps each rule; the service judges by the same function when it is sent. */
export function judgePassword(password: string, person: { username: string; displayName: string }): RuleState[] {
  const length = countSigns(password)
  if (length < PASSWORD_MIN) {
    return (['length', 'notCommon', 'notPersonal'] as const).map((rule) => ({ rule, status: 'missing' }))
  }
  const fault = findPasswordFault(password.slice(0, 4 * PASSWORD_MAX), person)
  return [
    { rule: 'length', status: length > PASSWORD_MAX ? 'notMet' : 'met' },
    { rule: 'notCommon', status: fault === 'common' ? 'notMet' : 'met' },
    { rule: 'notPersonal', status: fault === 'personal' ? 'notMet' : 'met' },
  ]
}
