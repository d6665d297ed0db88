import { sql } from 'drizzle-orm'
import { searchKey } from '@ntm/shared/units/search-key'
import { runNamed, type Database } from '../../db/client.js'
import { units, unitSuccessions } from '../units/tables.js'
import type { FoundCommune } from './queries.js'
import { villages } from './tables.js'

/** Makes other changes of the same commune's list wait until the transaction ends. */
export async function claimList(tx: Database, communeId: number): Promise<void> {
  await tx.$client.query('select from units where id = $1 for no key update', [communeId])
}

export interface NewVillage {
  type: 'thôn' | 'làng'
  name: string
  validFrom: string | null
  begunBasis: string | null
}

/** Adds a village under the commune's next number, for as long as the commune lasts. */
export async function addVillage(
  tx: Database,
  commune: FoundCommune,
  { type, name, validFrom, begunBasis }: NewVillage,
): Promise<{ id: number; code: string; uid: string }> {
  const [last] = await runNamed<{ number: number }>(tx, LAST_NUMBER, [commune.id])
  const number = String((last?.number ?? 0) + 1).padStart(2, '0')
  const fullName = nameInFull(type, name)
  const path = [...commune.path, ''].join('.')
  const [added] = await tx
    .insert(units)
    .values({
      uid: `${commune.uid}-${number}`,
      code: `${commune.code}-${number}`,
      kind: 'village',
      ...{ type, name, fullName, searchKey: searchKey(fullName), parentId: commune.id },
      path: sql`(${path} || currval(pg_get_serial_sequence('units', 'id')))::ltree`,
      valid: sql`daterange(${validFrom}::date, (select upper(valid) from units where id = ${commune.id}))`,
    })
    .returning({ id: units.id, code: units.code, uid: units.uid })
  if (!added) throw new Error('PostgreSQL added a village and did not tell which')
  await tx.insert(villages).values({ unitId: added.id, begunBasis })
  return added
}

// Numbers are never used again, so the highest counts and not how many there are.
const LAST_NUMBER = {
  name: 'last-village-number',
  text: `select coalesce(max(split_part(code, '-', 2)::int), 0) number from units
    where parent_id = $1 and kind = 'village'`,
}

export type VillageCorrection = Partial<NewVillage>

/** Corrects what was written of a village. */
export async function correctVillage(tx: Database, id: number, village: NewVillage): Promise<void> {
  const { type, name, validFrom, begunBasis } = village
  const fullName = nameInFull(type, name)
  await tx.$client.query(
    `update units set type = $2, name = $3, full_name = $4, search_key = $5, valid = daterange($6::date, upper(valid))
     where id = $1`,
    [id, type, name, fullName, searchKey(fullName), validFrom],
  )
  await tx.$client.query('update villages set begun_basis = $2 where unit_id = $1', [id, begunBasis])
}

/** Every change of a village counts, whatever part of it changes. */
export async function countVersion(tx: Database, id: number): Promise<void> {
  await tx.$client.query(
    `insert into villages (unit_id) values ($1) on conflict (unit_id) do update set version = villages.version + 1`,
    [id],
  )
}

export async function writeHouseholds(
  tx: Database,
  id: number,
  { households, countedOn }: { households: number; countedOn: string },
): Promise<void> {
  await tx.$client.query(
    `insert into village_households (village_id, counted_on, households) values ($1, $2, $3)
     on conflict (village_id, counted_on) do update set households = excluded.households`,
    [id, countedOn, households],
  )
}

/**
 * Writes a decision by which the village is especially difficult; one that begins on a day that is known corrects that
 * entry, and whatever still holds on the first day ends on the day before.
 */
export async function writeHardship(
  tx: Database,
  id: number,
  { decision, from, to }: { decision: string; from: string; to: string | null },
): Promise<void> {
  await tx.$client.query('delete from village_hardships where village_id = $1 and lower(valid) = $2::date', [id, from])
  await tx.$client.query(
    `update village_hardships set valid = daterange(lower(valid), $2::date) where village_id = $1 and valid @> $2::date`,
    [id, from],
  )
  await tx.$client.query(
    `insert into village_hardships (village_id, decision, valid) values ($1, $2, daterange($3::date, $4::date, '[]'))`,
    [id, decision, from, to],
  )
}

/** Ends a village with a day; the villages that take its place do so on the day after. */
export async function endVillage(
  tx: Database,
  id: number,
  { lastDay, basis, successorIds }: { lastDay: string; basis: string; successorIds: readonly number[] },
): Promise<void> {
  await tx.$client.query(`update units set valid = daterange(lower(valid), $2::date, '[]') where id = $1`, [
    id,
    lastDay,
  ])
  await tx.$client.query('update villages set ended_basis = $2 where unit_id = $1', [id, basis])
  if (successorIds.length === 0) return
  await tx.insert(unitSuccessions).values(
    successorIds.map((toId) => ({
      fromId: id,
      toId,
      happenedOn: sql<string>`${lastDay}::date + 1`,
      legalBasis: basis,
    })),
  )
}

function nameInFull(type: string, name: string): string {
  return `${type.charAt(0).toUpperCase()}${type.slice(1)} ${name}`
}
