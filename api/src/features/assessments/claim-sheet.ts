import { runNamed, type Database } from '../../db/client.js'
import { AppError, forbidden } from '../../errors.js'
import type { Actor, Grant } from '../access/actor.js'
import { holdCatalogues, type Catalogue } from '../criteria/queries.js'
import { requireEditable } from './change-values.js'
import type { FoundSheet } from './find-sheet.js'
import { findSheetForChange } from './find-sheet-for-change.js'
import { requireVisibleSheet } from './guard-sheet.js'
import { canEdit, grantsFor } from './policy.js'
import { beginSheet } from './write-sheet.js'

export interface SheetClaim {
  unit: string
  period: string
  actor: Actor
  /** Asked once the sheet is free: whoever waits for it past midnight comes on the day after. */
  now: () => { at: Date; today: string }
}

export interface ClaimedSheet {
  sheet: FoundSheet
  sheetId: number
  set: Catalogue
  at: Date
  today: string
  /** The grants that allow it. */
  using: Grant[]
}

/** Whoever lays something beside a sheet has a hand in it, and does not review it. */
const NAME_AUTHOR = {
  name: 'name-sheet-author',
  text: `update sheets set author_ids = array_append(array_remove(author_ids, $2::int), $2) where id = $1
    and author_ids[cardinality(author_ids)] is distinct from $2`,
}

/**
 * A sheet that its commune may change now, under its lock to the end of the transaction; one that nobody has begun is
 * begun. What is laid beside a sheet changes no figure of it, and so not its ETag.
 *
 * @throws AppError 404 when it is out of sight, 403 when it is not the actor's to fill, 409 when it takes no edits.
 */
export async function claimSheet(
  tx: Database,
  db: Database,
  { unit, period, actor, now }: SheetClaim,
): Promise<ClaimedSheet> {
  const sets = await holdCatalogues(tx, db)
  const found = await findSheetForChange(tx, unit, period)
  const { at, today } = now()
  const { sheet, set } = requireVisibleSheet(sets, found, period, { actor, today })
  if (!canEdit(actor, sheet)) throw forbidden()
  requireEditable(sheet, today)
  const { unitId } = sheet
  const sheetId = sheet.sheetId ?? (await beginSheet(tx, { unitId, period, setId: set.id, at }))
  // Somebody began it a moment ago.
  if (sheetId === undefined) throw new AppError('unavailable', 503, { retryAfter: 1 })
  await runNamed(tx, NAME_AUTHOR, [sheetId, actor.accountId])
  return { sheet, sheetId, set, at, today, using: grantsFor(actor, sheet, 'edit') }
}
