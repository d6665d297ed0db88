import type { ClientView } from '@ntm/shared/clients/wire'

const DAY_MS = 86_400_000
/** Days before the last secret lapses from which an administrator should see it coming. */
const SOON = 30

/** ISO instant at which the last secret lapses; undefined where none is left. */
export function lastExpiryOf({ secrets }: Pick<ClientView, 'secrets'>): string | undefined {
  return secrets
    .map(({ expiresAt }) => expiresAt)
    .sort()
    .at(-1)
}

/** Whether a client gets in, at `now` in milliseconds. */
export function stateOf(client: Pick<ClientView, 'secrets' | 'disabledAt'>, now: number) {
  if (client.disabledAt !== null) return 'disabled'
  const expiry = lastExpiryOf(client)
  if (expiry === undefined) return 'noSecret'
  return Date.parse(expiry) - now < SOON * DAY_MS ? 'expiring' : 'active'
}
