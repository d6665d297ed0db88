import { lastDayOf, yearOf } from '@ntm/shared/periods/period'
import { runNamed, type Database } from '../../db/client.js'
import type { FoundSheet } from './find-sheet.js'

/** A village as a month sees it. */
export interface SheetVillage {
  id: number
  code: string
  type: 'thôn' | 'làng'
  name: string
  fullName: string
  households: number | null
  isDifficult: boolean
  /** Valid on the month's last day; the others have figures from before they ended. */
  isValid: boolean
}

export interface StoredFigure {
  measureId: number
  villageId: number
  numerator: number
  denominator: number
}

const LIST_VILLAGES = {
  name: 'list-sheet-villages',
  text: `
    select u.id, u.code, u.type, u.name, u.full_name "fullName", u.valid @> $2::date "isValid",
      (select h.households from village_households h
        where h.village_id = u.id and h.counted_on <= $2::date order by h.counted_on desc limit 1) households,
      exists (select from village_hardships d where d.village_id = u.id and d.valid @> $2::date) "isDifficult"
    from units u
    where u.parent_id = $1 and u.kind = 'village' and (u.valid @> $2::date
      or exists (select from village_figures f where f.year = $3 and f.sheet_id = $4 and f.village_id = u.id))
    order by u.code`,
}

const LIST_FIGURES = {
  name: 'list-village-figures',
  text: `
    select measure_id "measureId", village_id "villageId", numerator::float8 numerator, denominator::float8 denominator
    from village_figures where year = $1 and sheet_id = $2 order by measure_id, village_id`,
}

const HOLD_VILLAGES = { name: 'hold-villages', text: 'select from units where id = $1 for share' }

/** Lets no village of the commune end until the transaction does; see `claimList` of villages. */
export async function holdVillages(tx: Database, communeId: number): Promise<void> {
  await runNamed(tx, HOLD_VILLAGES, [communeId])
}

/** The commune's villages of the month, in the order of their codes, and the figures that the sheet has of them. */
export async function findVillageFigures(db: Database, sheet: FoundSheet) {
  const year = yearOf(sheet.period)
  const villages = await runNamed<SheetVillage>(db, LIST_VILLAGES, [
    sheet.unitId,
    lastDayOf(sheet.period),
    year,
    sheet.sheetId,
  ])
  const figures = sheet.sheetId === null ? [] : await runNamed<StoredFigure>(db, LIST_FIGURES, [year, sheet.sheetId])
  return { villages, figures }
}
export type VillageFigures = Awaited<ReturnType<typeof findVillageFigures>>
