import { runNamed, type Database } from '../../db/client.js'
import type { StoredFigure } from './find-village-figures.js'

const WRITE_FIGURES = {
  name: 'write-village-figures',
  text: `
    insert into village_figures (year, sheet_id, measure_id, village_id, numerator, denominator)
    select $1, $2, * from unnest($3::smallint[], $4::integer[], $5::numeric[], $6::numeric[])
    on conflict (year, sheet_id, measure_id, village_id) do update set
      numerator = excluded.numerator, denominator = excluded.denominator`,
}

const REMOVE_FIGURES = {
  name: 'remove-village-figures',
  text: `
    delete from village_figures f using unnest($3::smallint[], $4::integer[]) gone (measure_id, village_id)
    where f.year = $1 and f.sheet_id = $2 and f.measure_id = gone.measure_id and f.village_id = gone.village_id`,
}

interface Place {
  year: number
  sheetId: number
}

export async function writeFigures(tx: Database, place: Place, figures: readonly StoredFigure[]): Promise<void> {
  if (figures.length === 0) return
  await runNamed(tx, WRITE_FIGURES, [
    place.year,
    place.sheetId,
    figures.map(({ measureId }) => measureId),
    figures.map(({ villageId }) => villageId),
    figures.map(({ numerator }) => numerator),
    figures.map(({ denominator }) => denominator),
  ])
}

export async function removeFigures(
  tx: Database,
  place: Place,
  gone: readonly Pick<StoredFigure, 'measureId' | 'villageId'>[],
): Promise<void> {
  if (gone.length === 0) return
  await runNamed(tx, REMOVE_FIGURES, [
    place.year,
    place.sheetId,
    gone.map(({ measureId }) => measureId),
    gone.map(({ villageId }) => villageId),
  ])
}
