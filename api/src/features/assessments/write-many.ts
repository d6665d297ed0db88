import { runNamed, type Database } from '../../db/client.js'
import type { StoredValue } from './find-sheet.js'
import { columnsOf, overwriteValues } from './write-sheet-rows.js'

const BEGIN_SHEETS = {
  name: 'begin-sheets',
  text: `
    insert into sheets (unit_id, period, set_id, status, version, village_measures, created_at, updated_at)
    select unit_id, $2::text, set_id, 'draft', 0, coalesce((select village_measures from sheets earlier
        where earlier.unit_id = begun.unit_id and earlier.period < $2::text
        order by earlier.period desc, earlier.revision desc limit 1), '{}'), $4, $4
    from unnest($1::int[], $3::smallint[]) begun (unit_id, set_id)
    on conflict do nothing returning id, unit_id "unitId"`,
}

/** Begins sheets at version 0, to be changed in the same transaction; a unit that has one meanwhile is left out. */
export async function beginSheets(
  tx: Database,
  period: string,
  at: Date,
  begun: readonly { unitId: number; setId: number }[],
): Promise<Map<number, number>> {
  if (begun.length === 0) return new Map()
  const values = [begun.map(({ unitId }) => unitId), period, begun.map(({ setId }) => setId), at]
  const rows = await runNamed<{ id: number; unitId: number }>(tx, BEGIN_SHEETS, values)
  return new Map(rows.map(({ id, unitId }) => [unitId, id]))
}

const WRITE_VALUES = {
  name: 'write-values-of-sheets',
  text: overwriteValues(`select $1, * from unnest($2::int[], $3::smallint[], $4::numeric[], $5::numeric[], $6::numeric[],
      $7::boolean[], $8::text[], $9::integer[], $10::text[])`),
}

/** Writes values of many sheets of one year in one statement. */
export async function writeValuesOfSheets(
  tx: Database,
  year: number,
  values: readonly (StoredValue & { sheetId: number })[],
): Promise<void> {
  if (values.length === 0) return
  await runNamed(tx, WRITE_VALUES, [year, values.map(({ sheetId }) => sheetId), ...columnsOf(values)])
}

export interface ChangedSheet {
  sheetId: number
  /** Version that the change was made on. */
  version: number
  metMask: number
  notMetMask: number
  answered: number
}

const UPDATE_SHEETS = {
  name: 'update-sheets-of-figures',
  text: `
    update sheets s set met_mask = c.met_mask, not_met_mask = c.not_met_mask, answered = c.answered,
      author_ids = array_append(array_remove(s.author_ids, $6), $6), updated_at = $7, version = s.version + 1
    from unnest($1::int[], $2::int[], $3::int[], $4::int[], $5::smallint[])
      c (id, version, met_mask, not_met_mask, answered)
    where s.id = c.id and s.version = c.version`,
}

/** Writes the rows of sheets that still have the version they were read with. @returns how many. */
export async function updateSheets(
  tx: Database,
  changed: readonly ChangedSheet[],
  { accountId, at }: { accountId: number; at: Date },
): Promise<number> {
  const { rowCount } = await tx.$client.query({
    ...UPDATE_SHEETS,
    values: [
      changed.map(({ sheetId }) => sheetId),
      changed.map(({ version }) => version),
      changed.map(({ metMask }) => metMask),
      changed.map(({ notMetMask }) => notMetMask),
      changed.map(({ answered }) => answered),
      accountId,
      at,
    ],
  })
  return rowCount ?? 0
}
