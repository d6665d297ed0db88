import { yearOf } from '@ntm/shared/periods/period'
import type { Database } from '../db/client.js'
import type { Catalogue } from '../features/criteria/queries.js'
import { findCommune } from '../features/villages/queries.js'
import { addVillage, writeHardship, writeHouseholds } from '../features/villages/write-villages.js'
import { copyRows } from './copy-rows.js'
import {
  COLLECTED_FROM,
  COLLECTED_MEASURES,
  DEMO_VILLAGES,
  HARDSHIP,
  splitFigure,
  splitHouseholds,
  VILLAGE_COMMUNE,
} from './demo-villages.js'
import { CURRENT_PERIOD } from './demo-months.js'
import type { StoredSheet } from './load-sheets.js'

/** Makes the villages of the one commune that has some; the ids are in the order of `DEMO_VILLAGES`. */
export async function loadVillages(tx: Database, households: ReadonlyMap<number, number>): Promise<number[]> {
  const commune = await findCommune(tx, VILLAGE_COMMUNE, `${CURRENT_PERIOD}-01`)
  if (!commune) throw new Error(`No commune ${VILLAGE_COMMUNE}`)
  const ids: number[] = []
  for (const [index, { type, name, isDifficult }] of DEMO_VILLAGES.entries()) {
    const { id } = await addVillage(tx, commune, { type, name, validFrom: null, begunBasis: null })
    for (const [year, counted] of households) {
      await writeHouseholds(tx, id, { households: splitHouseholds(counted)[index] ?? 0, countedOn: `${year}-01-01` })
    }
    if (isDifficult) await writeHardship(tx, id, HARDSHIP)
    ids.push(id)
  }
  return ids
}

/** Takes the commune's figures apart, village by village; its sheets are still drafts, for no other takes figures. */
export async function loadVillageFigures(
  tx: Database,
  sheets: readonly StoredSheet[],
  set: Catalogue,
  { villageIds, households }: { villageIds: readonly number[]; households: ReadonlyMap<number, number> },
): Promise<void> {
  const collected = sheets.filter(
    ({ sheet }) => sheet.commune.uid === VILLAGE_COMMUNE && sheet.period >= COLLECTED_FROM,
  )
  const measures = set.measures.filter(({ key }) => COLLECTED_MEASURES.some((each) => each === key))
  await copyRows(
    tx,
    'village_figures',
    ['year', 'sheet_id', 'measure_id', 'village_id', 'numerator', 'denominator'],
    collected.flatMap(({ id, sheet, now }) => {
      const year = yearOf(sheet.period)
      return measures.flatMap((measure) => {
        const value = now.values.find(({ measureId }) => measureId === measure.id)
        const { numerator = null, denominator = null } = value ?? {}
        if (numerator === null || denominator === null) return []
        const figures = splitFigure(measure.key, { numerator, denominator }, households.get(year) ?? 0)
        return figures.map((figure, index) => [
          ...[year, id, measure.id, villageIds[index] ?? 0, figure.numerator, figure.denominator],
        ])
      })
    }),
  )
  await tx.$client.query('update sheets set village_measures = $2 where id = any($1)', [
    collected.map(({ id }) => id),
    measures.map(({ id }) => id).sort((a, b) => a - b),
  ])
}
