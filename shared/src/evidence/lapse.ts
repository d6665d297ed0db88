import { addDays } from '../periods/period.js'

/** Days before a document lapses on which one is warned. */
export const LAPSE_WARNING_DAYS = 30

export const LAPSES = ['lapsing', 'lapsed'] as const
export type Lapse = (typeof LAPSES)[number]

/** Whether a document has lapsed or is about to on the day `today`; null where it is good, or good without an end. */
export function lapseOf(validTo: string | null, today: string): Lapse | null {
  if (validTo === null) return null
  if (validTo < today) return 'lapsed'
  return validTo <= addDays(today, LAPSE_WARNING_DAYS) ? 'lapsing' : null
}
