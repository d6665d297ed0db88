import { lastDayOf } from '@ntm/shared/periods/period'
import { AppError, notFound, unprocessable } from '../../errors.js'
import { pickCatalogue, type Catalogue } from '../criteria/queries.js'
import type { FoundSheet } from './find-sheet.js'
import type { Viewer } from './present.js'
import { canSee } from './policy.js'

/**
 * The sheet, if the viewer may know of it.
 *
 * @throws AppError 404 when there is no such commune on the month's last day, the sheet is out of sight, or the month's
 *   results were imported;
 *   422 when the commune is outside the programme or no set judges the month.
 */
export function requireVisibleSheet(
  sets: readonly Catalogue[],
  sheet: FoundSheet | undefined,
  period: string,
  viewer: Viewer,
): { sheet: FoundSheet; set: Catalogue } {
  if (!sheet) throw notFound('unit_not_found')
  // Everybody's to know, as every official result is.
  if (sheet.isImported && sheet.sheetId === null) throw notFound('month_imported')
  if (!canSee(viewer.actor, sheet)) throw notFound('assessment_not_found')
  // The set that the sheet began with judges it to its end.
  const set = sheet.setId === null ? pickCatalogue(sets, lastDayOf(period)) : sets.find(({ id }) => id === sheet.setId)
  if (!set) throw unprocessable('no_criteria_set')
  if (!sheet.inProgramme) throw unprocessable('not_in_programme')
  return { sheet, set }
}

/** @throws AppError 412 unless the caller has read the sheet as it stands. */
export function requireVersion(sheet: FoundSheet, version: number): void {
  if (sheet.version !== version) throw new AppError('stale_version', 412)
}
