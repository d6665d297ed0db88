import type { Scope } from '@ntm/shared/clients/scopes'
import type { NewClient } from '@ntm/shared/clients/wire'
import type { UnitChoice } from '@/ui/unit-choice'

export interface ClientDraft {
  name: string
  unit: UnitChoice | null
  scopes: Scope[]
  /** One address or range a line; empty: from anywhere. */
  addresses: string
}

export type ClientFault = 'nameMissing' | 'unitMissing' | 'scopesMissing'

const DAY_MS = 86_400_000
/** The longest that a secret may live; it is what the service takes when no end is named. */
export const LONGEST_DAYS = 365
export const LIFETIMES = [30, 90, 180, LONGEST_DAYS] as const
/** Hours for which the old secret goes on beside a new one. */
export const OVERLAPS = [0, 1, 24, 168] as const

export function checkClient({ name, unit, scopes }: ClientDraft): { field: string; fault: ClientFault }[] {
  const faults: { field: string; fault: ClientFault }[] = []
  if (name.trim() === '') faults.push({ field: 'client-name', fault: 'nameMissing' })
  if (unit === null) faults.push({ field: 'client-unit', fault: 'unitMissing' })
  if (scopes.length === 0) faults.push({ field: 'client-scopes', fault: 'scopesMissing' })
  return faults
}

/** Addresses as they are sent: each once, whatever separates them. */
export function listAddresses(text: string): string[] {
  return [...new Set(text.split(/[\s,;]+/).filter((each) => each !== ''))]
}

/** When a secret that lives so many days from now ends; undefined for the longest, which the service reckons itself. */
export function expiryIn(days: number, now: number): string | undefined {
  return days >= LONGEST_DAYS ? undefined : new Date(now + days * DAY_MS).toISOString()
}

/** Until when the old secret works beside a new one; undefined: it ends at once. */
export function overlapOf(hours: number, now: number): string | undefined {
  return hours === 0 ? undefined : new Date(now + hours * 3_600_000).toISOString()
}

export function toNewClient(draft: ClientDraft, days: number, now: number): NewClient {
  if (draft.unit === null) throw new RangeError('A client without a unit cannot be sent')
  const secretExpiresAt = expiryIn(days, now)
  return {
    name: draft.name.trim(),
    unit: draft.unit.code,
    scopes: draft.scopes,
    addresses: listAddresses(draft.addresses),
    ...(secretExpiresAt === undefined ? {} : { secretExpiresAt }),
  }
}

/** Field of the form for a place in what was sent. */
export function fieldOfClient(pointer: string): string | undefined {
  const field = pointer.split('/')[1]
  if (field === 'secretExpiresAt' || field === 'expiresAt') return 'client-lifetime'
  return ['name', 'unit', 'scopes', 'addresses'].includes(field ?? '') ? `client-${field ?? ''}` : undefined
}
