import type { AuditEventView } from '@ntm/shared/audit/wire'
import type { Formats } from '@/i18n/formats'

/** What it takes to put an event into words; pure functions get it as an argument. */
export interface Words {
  /** Text by its key below `audit.`. */
  say: (key: string, values?: Record<string, string | number>) => string
  /** Text by its whole key, and whether there is one. */
  translate: (key: string) => string
  isKnown: (key: string) => boolean
  format: Formats
  /** Full name of a unit by its uid; undefined where it is not known here. */
  unitName: (uid: string) => string | undefined
  agencyName: (code: string) => string | undefined
}

/** One thing that changed; null for what was or is not there. */
export interface Change {
  label: string
  old: string | null
  new: string | null
}

/** An event as a person reads it: after the name of who did it comes the sentence, then what changed. */
export interface Told {
  sentence: string
  changes: Change[]
}

export type Describe = (event: AuditEventView, words: Words) => Told

export function tell(sentence: string, changes: readonly (Change | undefined)[] = []): Told {
  return { sentence, changes: changes.filter((change) => change !== undefined) }
}
