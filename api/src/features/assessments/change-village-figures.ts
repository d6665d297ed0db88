import { packResults } from '@ntm/shared/analysis/result-masks'
import { yearOf } from '@ntm/shared/periods/period'
import type { ProblemError } from '@ntm/shared/problems/wire'
import type { VillageFiguresPatch } from '@ntm/shared/villages/figures-wire'
import { rollUp } from '@ntm/shared/villages/roll-up'
import type { AuditEvent } from '../../db/audit-log.js'
import type { Database } from '../../db/client.js'
import { AppError, unprocessable } from '../../errors.js'
import type { Catalogue, CatalogueMeasure } from '../criteria/queries.js'
import type { Writing } from './change-values.js'
import { describeValues, stoodBefore } from './describe-values.js'
import type { FoundSheet, StoredValue } from './find-sheet.js'
import { findVillageFigures, holdVillages, type StoredFigure, type VillageFigures } from './find-village-figures.js'
import { judgeCriteria, toStored } from './judge-sheet.js'
import { overlay } from './measure-index.js'
import { readCollections, type Collection } from './read-village-figures.js'
import { removeFigures, writeFigures } from './write-village-figures.js'
import { runStatements, updateSheet, writeValues } from './write-sheet-rows.js'
import { beginSheet } from './write-sheet.js'

/**
 * Writes what villages have of the named measures, and the commune's values as their sums, judged anew: all in this
 * transaction, so that no reader ever sees the one without the other.
 *
 * @throws AppError 422 naming every figure that breaks a rule, 412 when somebody else was faster.
 */
export async function changeVillageFigures(
  tx: Database,
  sheet: FoundSheet,
  set: Catalogue,
  patch: VillageFiguresPatch,
  writing: Writing,
): Promise<AuditEvent> {
  await holdVillages(tx, sheet.unitId)
  const stored = await findVillageFigures(tx, sheet)
  const faults: ProblemError[] = []
  const collections = readCollections(set, sheet, stored, patch, faults)
  if (faults.length > 0) throw unprocessable('invalid_values', faults)

  const { period, unitId } = sheet
  const sheetId = sheet.sheetId ?? (await beginSheet(tx, { unitId, period, setId: set.id, at: writing.at }))
  if (sheetId === undefined) throw new AppError('stale_version', 412)

  const place = { year: yearOf(period), sheetId }
  const values = collections.filter(({ isCollected }) => isCollected).map((each) => sumUp(sheet, set, each))
  await removeFigures(
    tx,
    place,
    collections.flatMap(({ gone }) => gone),
  )
  await writeFigures(
    tx,
    place,
    collections.flatMap(({ written }) => written),
  )
  const after = overlay(sheet.values, values)
  const update = updateSheet(sheetId, sheet.version, {
    ...packResults(judgeCriteria(set, after)),
    answered: after.filter(({ result }) => result !== 'missing').length,
    authorIds: [...sheet.authorIds.filter((id) => id !== writing.accountId), writing.accountId],
    villageMeasures: chooseMeasures(sheet, collections),
    updatedAt: writing.at,
  })
  await runStatements(tx, [...writeValues(place, values, sheet.values), update])

  const told = describeValues(set, stoodBefore(sheet.values, values), values)
  return {
    action: 'assessment.changed',
    subject: { kind: 'assessment', key: `${sheet.unit.uid}/${period}/${sheet.revision}` },
    old: {
      values: told.old,
      villages: collections.flatMap(({ measure, changedFrom }) => describeFigures(measure, changedFrom, stored)),
      villageMeasures: keysOf(set, sheet.villageMeasures),
    },
    new: {
      values: told.new,
      villages: collections.flatMap(({ measure, written, gone }) => [
        ...describeFigures(measure, written, stored),
        ...describeFigures(measure, gone, stored),
      ]),
      villageMeasures: keysOf(set, chooseMeasures(sheet, collections)),
    },
  }
}

/** The commune's value as the sum of what its villages have after the change; its note stays. */
function sumUp(sheet: FoundSheet, set: Catalogue, { measure, figures }: Collection): StoredValue {
  const sum = rollUp(figures)
  const answer = {
    value: null,
    numerator: sum?.numerator ?? null,
    denominator: sum?.denominator ?? null,
    notApplicable: false,
  }
  const note = sheet.values.find(({ measureId }) => measureId === measure.id)?.note ?? null
  return toStored(set, measure, { uid: sheet.unit.uid, year: yearOf(sheet.period) }, answer, note)
}

function chooseMeasures(sheet: FoundSheet, collections: readonly Collection[]): number[] {
  const chosen = new Set(sheet.villageMeasures)
  for (const { measure, isCollected } of collections) {
    if (isCollected) chosen.add(measure.id)
    else chosen.delete(measure.id)
  }
  return [...chosen].sort((a, b) => a - b)
}

function keysOf(set: Catalogue, ids: readonly number[]): string[] {
  return set.measures.filter(({ id }) => ids.includes(id)).map(({ key }) => key)
}

/** Names stand beside codes: an audit row is read long after a village has ended. */
function describeFigures(
  measure: CatalogueMeasure,
  figures: readonly (Pick<StoredFigure, 'villageId'> & Partial<StoredFigure>)[],
  { villages }: VillageFigures,
) {
  return figures.map(({ villageId, numerator, denominator }) => {
    const village = villages.find(({ id }) => id === villageId)
    return {
      measure: measure.key,
      village: village?.code,
      name: village?.fullName,
      numerator: numerator ?? null,
      denominator: denominator ?? null,
    }
  })
}
