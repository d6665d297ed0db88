import type { Actor } from '../access/actor.js'

/** Nobody disables himself or gives himself a role: it takes a second administrator. */
export function isOwnAccount(actor: Actor, account: { id: number }): boolean {
  return actor.accountId === account.id
}

/** Whether the account is one of those without which nobody could make accounts any more. */
export function isLastingAdministrator(account: {
  disabledAt: Date | null
  roles: readonly { role: string; state: string; to: string | null }[]
}): boolean {
  return (
    account.disabledAt === null &&
    account.roles.some(({ role, state, to }) => role === 'administrator' && state === 'current' && to === null)
  )
}
