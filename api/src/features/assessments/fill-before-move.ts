import type { TransitionRequest } from '@ntm/shared/assessments/wire'
import type { Database } from '../../db/client.js'
import { unprocessable } from '../../errors.js'
import type { Catalogue } from '../criteria/queries.js'
import { changeValues, fillSheet, requireEditable, type Filling, type Writing } from './change-values.js'
import { findSheet, type FoundSheet } from './find-sheet.js'
import { onlyWithSubmission } from './messages.js'
import type { SheetAct } from './sheet-door.js'

interface Arrival {
  sheet: FoundSheet
  set: Catalogue
  request: TransitionRequest
  writing: Writing
}

/** The sheet with what a submission brings along. */
export interface Filled {
  sheet: FoundSheet
  event: SheetAct['event']
  /** What is still to be written of it, with the move. */
  filling?: Filling
}

/**
 * Takes in what a submission brings along, for its transaction: who fills a sheet at once and hands it in waits for one
 * commit. Begins a sheet that nobody has begun.
 *
 * @throws AppError 422 when figures come with any other move; else as a save does.
 */
export async function fillBeforeMove(tx: Database, { sheet, set, request, writing }: Arrival): Promise<Filled> {
  const { action, values, criteria } = request
  if (values === undefined && criteria === undefined) return { sheet, event: [] }
  if (action !== 'submit') {
    const pointer = values === undefined ? '/criteria' : '/values'
    throw unprocessable('invalid_values', [{ pointer, code: 'only_with_submission', message: onlyWithSubmission }])
  }
  requireEditable(sheet, writing.today)
  const patch = { ...(values && { values }), ...(criteria && { criteria }) }
  if (sheet.sheetId === null) {
    const { event } = await changeValues(tx, sheet, set, patch, writing)
    return { sheet: (await findSheet(tx, sheet.unit.code, sheet.period)) ?? sheet, event }
  }
  const filling = fillSheet(sheet, set, patch, writing)
  return filling ? { sheet: filling.sheet, event: filling.event, filling } : { sheet, event: [] }
}
