import type { ClientView } from '@ntm/shared/clients/wire'
import type { ClientRecord } from './queries.js'

export function presentClient(record: ClientRecord): ClientView {
  const instant = (text: string) => new Date(text).toISOString()
  return {
    clientId: record.id,
    name: record.name,
    unit: record.unit,
    scopes: record.scopes,
    addresses: record.addresses,
    createdAt: record.createdAt.toISOString(),
    disabledAt: record.disabledAt?.toISOString() ?? null,
    secrets: record.secrets.map(({ id, createdAt, expiresAt, lastUsedAt }) => ({
      id,
      createdAt: instant(createdAt),
      expiresAt: instant(expiresAt),
      lastUsedAt: lastUsedAt === null ? null : instant(lastUsedAt),
    })),
  }
}
