import { isBlank, isSame, type Edit, type Edits, type FieldKey } from './sheet-fields.js'

/** Two people wrote different things in one field, each over what stood there before. */
export interface Conflict {
  mine: Edit
  /** What the sheet holds now. */
  theirs: Edit
}

export interface MergedEdits {
  /** To be sent: nobody else has touched these fields. */
  mine: Map<FieldKey, Edit>
  /** Not to be sent before somebody has chosen. */
  conflicts: Map<FieldKey, Conflict>
  /** Fields changed by others alone: the sheet's word stands. */
  taken: FieldKey[]
}

interface Versions {
  /** What each field held when it was written over here, and every other field when it was last read. */
  base: Edits
  /** What was written here and is not in the sheet yet. */
  mine: Edits
  /** What the sheet holds now, in every field. */
  theirs: Edits
}

/**
 * Three-way merge of a sheet, field by field. Nothing written on either side is overwritten without a choice; a field
 * whose base is not known counts as having been empty.
 */
export function mergeEdits({ base, mine, theirs }: Versions): MergedEdits {
  const merged: MergedEdits = { mine: new Map(), conflicts: new Map(), taken: [] }
  for (const [field, now] of theirs) {
    const before = base.get(field)
    const isTheirs = before ? !isSame(before, now) : !isBlank(now)
    const own = mine.get(field)
    const isMine = own !== undefined && (before ? !isSame(own, before) : true)
    if (own && isSame(own, now)) continue
    if (own && isMine && isTheirs) merged.conflicts.set(field, { mine: own, theirs: now })
    else if (isTheirs && before) merged.taken.push(field)
  }
  for (const [field, own] of mine) {
    const now = theirs.get(field)
    if (!now || (!isSame(own, now) && !merged.conflicts.has(field) && !merged.taken.includes(field))) {
      merged.mine.set(field, own)
    }
  }
  return merged
}
