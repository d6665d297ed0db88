import { runNamed, type Database } from '../../db/client.js'

export interface Official {
  name: string
  title: string
  /** First and last day of answering for the unit; null: without beginning or end. */
  from: string | null
  to: string | null
  version: number
}

const LIST_OFFICIALS = {
  name: 'list-accountable-officials',
  text: `select name, title, lower(valid) "from", upper(valid) - 1 "to", version
    from accountable_officials where unit_id = $1 order by lower(valid) nulls first`,
}

/** In the order of their terms. */
export async function listOfficials(db: Database, unitId: number): Promise<Official[]> {
  return runNamed<Official>(db, LIST_OFFICIALS, [unitId])
}

/** As `listOfficials`; nobody else changes them until the transaction ends. */
export async function claimOfficials(tx: Database, unitId: number): Promise<Official[]> {
  await tx.$client.query('select from units where id = $1 for no key update', [unitId])
  return listOfficials(tx, unitId)
}

export interface NewOfficial {
  name: string
  title: string
  from: string
}

/** Names an official from a day on, as long as the unit lasts; whoever is in office then leaves the day before. */
export async function addOfficial(tx: Database, unitId: number, { name, title, from }: NewOfficial): Promise<void> {
  await tx.$client.query(
    `update accountable_officials set valid = daterange(lower(valid), $2::date) where unit_id = $1 and valid @> $2::date`,
    [unitId, from],
  )
  await tx.$client.query(
    `insert into accountable_officials (unit_id, name, title, valid)
     select id, $2, $3, daterange($4::date, upper(valid)) from units where id = $1`,
    [unitId, name, title, from],
  )
}

/** Corrects the name or title of the official whose term began on that day. */
export async function correctOfficial(tx: Database, unitId: number, { name, title, from }: NewOfficial): Promise<void> {
  await tx.$client.query(
    `update accountable_officials set name = $2, title = $3, version = version + 1
     where unit_id = $1 and lower(valid) = $4::date`,
    [unitId, name, title, from],
  )
}
