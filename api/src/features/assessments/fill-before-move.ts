import type { TransitionRequest } from '@ntm/shared/assessments/wire'
import type { Database } from '../../db/client.js'
import { unprocessable } from '../../errors.js'
import type { Catalogue } from '../criteria/queries.js'
import { changeValues, requireEditable, type Writing } from './change-values.js'
import { findSheet, type FoundSheet } from './find-sheet.js'
import { onlyWithSubmission } from './messages.js'
import type { SheetAct } from './sheet-door.js'

interface Filling {
  sheet: FoundSheet
  set: Catalogue
  request: TransitionRequest
  writing: Writing
}

/**
 * Saves what a submission brings along, in its transaction: who fills a sheet at once and hands it in waits for one
 * commit. Begins a sheet that nobody has begun.
 *
 * @returns no events where there is nothing to save.
 * @throws AppError 422 when figures come with any other move; else as a save does.
 */
export async function fillBeforeMove(tx: Database, { sheet, set, request, writing }: Filling): Promise<SheetAct> {
  const { action, values, criteria } = request
  if (values === undefined && criteria === undefined) return { event: [] }
  if (action !== 'submit') {
    const pointer = values === undefined ? '/criteria' : '/values'
    throw unprocessable('invalid_values', [{ pointer, code: 'only_with_submission', message: onlyWithSubmission }])
  }
  requireEditable(sheet, writing.today)
  const patch = { ...(values && { values }), ...(criteria && { criteria }) }
  const act = await changeValues(tx, sheet, set, patch, writing)
  const changed = act.changed ?? (await findSheet(tx, sheet.unit.code, sheet.period))
  return { event: act.event, ...(changed && { changed }) }
}
