import { UNSENT } from '@/stores/unsent-work'
import { fieldOf, type Edit, type FieldKey } from './edits'

/** Text in a field that is not (yet) what the field takes, as it was typed. */
export interface Draft {
  /** Typed as one number (or day), or as numerator and denominator. */
  mode: 'value' | 'ratio'
  /** One text, or numerator and denominator. */
  texts: string[]
  /** What the field held when the typing began. */
  over?: Edit | undefined
}

/** What was written in a sheet and has not reached the service. */
export interface Unsent {
  /** By field, as all drafts are. */
  edits: Record<string, Edit>
  /** What the fields of the edits held before. */
  origins: Record<string, Edit>
  drafts: Record<string, Draft>
}

/** Keeps what is unsent through a reload or a crash of the page. */
export interface UnsentStore {
  read(): Unsent
  /** Undefined forgets. Other fields stay as they are, whoever wrote them. */
  keepEdit(field: FieldKey, edit: Edit | undefined, origin?: Edit): void
  keepDraft(field: FieldKey, draft: Draft | undefined): void
}

export function unsentKey(account: string, unit: string, period: string): string {
  return `${UNSENT}/${account}/${unit}/${period}`
}

/**
 * One entry in the browser's storage for an account's work on a sheet.
 *
 * Each call reads and writes the whole entry at once, so two tabs on one sheet do not undo each other's fields.
 * Where storage is switched off or full, work goes on without it.
 */
export function createUnsentStore(key: string, storage: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>) {
  function read(): Unsent {
    try {
      const stored = JSON.parse(storage.getItem(key) ?? '{}') as Partial<Unsent>
      // What an older version of the page wrote in another form names no field of ours.
      const ours = (edits: Unsent['edits'] = {}) =>
        Object.fromEntries(Object.entries(edits).filter(([field, edit]) => fieldOf(edit) === field))
      return { edits: ours(stored.edits), origins: ours(stored.origins), drafts: { ...stored.drafts } }
    } catch {
      // Not ours, or cut short: there is nothing to restore from it.
      return { edits: {}, origins: {}, drafts: {} }
    }
  }

  function change(apply: (unsent: Unsent) => void): void {
    const unsent = read()
    apply(unsent)
    const isEmpty = Object.keys(unsent.edits).length === 0 && Object.keys(unsent.drafts).length === 0
    try {
      if (isEmpty) storage.removeItem(key)
      else storage.setItem(key, JSON.stringify(unsent))
    } catch {
      // Full or forbidden: the page itself still holds the edit.
    }
  }

  const store: UnsentStore = {
    read,
    keepEdit: (field, edit, origin) =>
      change(({ edits, origins }) => {
        setOrDelete(edits, field, edit)
        setOrDelete(origins, field, edit && origin)
      }),
    keepDraft: (field, draft) => change(({ drafts }) => setOrDelete(drafts, field, draft)),
  }
  return store
}

function setOrDelete<T>(record: Record<string, T>, field: FieldKey, value: T | undefined): void {
  // eslint-disable-next-line @typescript-eslint/no-dynamic-delete -- a record read from JSON, with field names as keys
  if (value === undefined) delete record[field]
  else record[field] = value
}

/** How many fields of an account's sheet have not reached the service from this browser. */
export function countUnsent(key: string, storage: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>): number {
  const { edits, drafts } = createUnsentStore(key, storage).read()
  return new Set([...Object.keys(edits), ...Object.keys(drafts)]).size
}
