import { lastDayOf } from '@ntm/shared/periods/period'
import { runNamed, type Database } from '../../db/client.js'
import type { PastRow } from './parse-past-row.js'

const LIST_COMMUNES = {
  name: 'list-past-communes',
  text: `
    select u.code, u.name, d.name "parentName", array_agg(left(m.day::text, 4) order by m.day) years
    from unnest($1::date[]) m (day)
    join units u on u.kind = 'commune' and u.in_programme and u.valid @> m.day
    join units d on d.id = u.parent_id
    group by u.id, d.name order by u.code, u.id`,
}

export interface PastCommune {
  code: string
  name: string
  parentName: string
  /** Of those asked for, the years at whose end it was of the programme. */
  years: string[]
}

/** Communes that were of the programme at the end of any of the years, in order of code. */
export async function listPastCommunes(db: Database, years: readonly string[]): Promise<PastCommune[]> {
  return runNamed<PastCommune>(db, LIST_COMMUNES, [years.map((year) => lastDayOf(`${year}-12`))])
}

const FIND_PLACES = {
  name: 'find-past-places',
  text: `
    with months as (
      select distinct period from unnest($1::text[]) asked (period)
    ),
    held as (
      select m.period from months m
      where exists (select from sheets s where s.period = m.period)
        or exists (select from consolidations c where c.period = m.period)
    )
    select u.id "unitId", u.name, coalesce(u.aliases, '{}') aliases, r.import_id "importId", r.met,
      (h.period is not null or (r.unit_id is not null and r.import_id is null)) "isOfSheets"
    from unnest($1::text[], $2::text[], $3::date[]) with ordinality w (period, code, day, no)
    left join held h on h.period = w.period
    left join units u on u.code = w.code and u.kind = 'commune' and u.in_programme and u.valid @> w.day
    left join monthly_results r on r.period = w.period and r.basis = 'official' and r.unit_id = u.id
    order by w.no`,
}

/** What stands where a row is to be written. */
export interface PastPlace {
  /** Null: no commune of the programme had this code in the month. */
  unitId: number | null
  name: string | null
  aliases: string[]
  /** The import that its result came by. */
  importId: string | null
  met: number | null
  /** Whether the month is one of this system: it has sheets or was consolidated. */
  isOfSheets: boolean
}

/** In the order of the rows. */
export async function findPastPlaces(db: Database, rows: readonly PastRow[]): Promise<PastPlace[]> {
  return runNamed<PastPlace>(db, FIND_PLACES, [
    rows.map(({ period }) => period),
    rows.map(({ unitCode }) => unitCode),
    rows.map(({ period }) => lastDayOf(period)),
  ])
}

const LIST_HOLDERS = {
  name: 'list-other-holders',
  text: `
    select distinct on (w.no) w.no, u.full_name "fullName", u.in_programme "isOfProgramme", lower(u.valid) "validFrom",
      upper(u.valid) - 1 "validTo", coalesce((
        select json_agg(json_build_object('code', r.code, 'fullName', r.full_name) order by r.code)
        from unit_successions s
        join units r on r.id = case when lower(u.valid) > w.day then s.from_id else s.to_id end
        where u.id = case when lower(u.valid) > w.day then s.to_id else s.from_id end), '[]') relatives
    from unnest($1::text[], $2::date[]) with ordinality w (code, day, no)
    join units u on u.code = w.code and u.kind = 'commune'
    -- Of several, the one that holds the code then, else the one nearest in time.
    order by w.no, u.valid @> w.day desc, lower(u.valid) > w.day, abs(coalesce(lower(u.valid), w.day) - w.day)`,
}

/** A unit that holds a code at another time, or outside the programme. */
export interface OtherHolder {
  fullName: string
  isOfProgramme: boolean
  validFrom: string | null
  validTo: string | null
  /** What it came from where it is later than asked for, else what came of it. */
  relatives: { code: string; fullName: string }[]
}

/** By place in the list; undefined where nothing has ever held the code. */
export async function listOtherHolders(
  db: Database,
  rows: readonly Pick<PastRow, 'unitCode' | 'period'>[],
): Promise<(OtherHolder | undefined)[]> {
  if (rows.length === 0) return []
  const values = [rows.map(({ unitCode }) => unitCode), rows.map(({ period }) => lastDayOf(period))]
  const found = await runNamed<OtherHolder & { no: string }>(db, LIST_HOLDERS, values)
  const byNo = new Map(found.map((each) => [Number(each.no), each]))
  return rows.map((_row, index) => byNo.get(index + 1))
}

export type PlacedRow = PastRow & { unitId: number; setId: number }

const ADD_RESULTS = {
  name: 'add-past-results',
  text: `
    with added as (
      insert into past_results (import_id, period, unit_id, set_id, met_mask, not_met_mask, count_only)
      select $1, * from unnest($2::text[], $3::int[], $4::smallint[], $5::int[], $6::int[], $7::smallint[])
      returning *
    )
    insert into monthly_results
      (period, basis, unit_id, revision, set_id, met_mask, not_met_mask, import_id, count_only)
    select period, 'official', unit_id, 1, set_id, met_mask, not_met_mask, import_id, count_only from added
    on conflict (period, basis, unit_id) do update set
      revision = excluded.revision, set_id = excluded.set_id, met_mask = excluded.met_mask,
      not_met_mask = excluded.not_met_mask, import_id = excluded.import_id, count_only = excluded.count_only
    where monthly_results.import_id is not null`,
}

/** Keeps past results and shows them as the official ones; a number of record from sheets is never touched. */
export async function addPastResults(tx: Database, id: string, rows: readonly PlacedRow[]): Promise<void> {
  await runNamed(tx, ADD_RESULTS, [
    id,
    rows.map(({ period }) => period),
    rows.map(({ unitId }) => unitId),
    rows.map(({ setId }) => setId),
    rows.map(({ metMask }) => metMask),
    rows.map(({ notMetMask }) => notMetMask),
    rows.map(({ countOnly }) => countOnly),
  ])
}

const LIST_PERIODS = {
  name: 'list-past-periods',
  text: 'select distinct period from past_results where import_id = $1 order by period',
}

export async function listPastPeriods(db: Database, id: string): Promise<string[]> {
  return (await runNamed<{ period: string }>(db, LIST_PERIODS, [id])).map(({ period }) => period)
}

const HIDE_RESULTS = {
  name: 'hide-past-results',
  text: 'delete from monthly_results where import_id = $1',
}

/** What an import took the place of is shown again: the latest of the others. */
const REMOVE_RESULTS = {
  name: 'remove-past-results',
  text: `
    with removed as (
      delete from past_results where import_id = $1 returning period, unit_id
    )
    insert into monthly_results
      (period, basis, unit_id, revision, set_id, met_mask, not_met_mask, import_id, count_only)
    select distinct on (p.period, p.unit_id) p.period, 'official', p.unit_id, 1, p.set_id, p.met_mask, p.not_met_mask,
      p.import_id, p.count_only
    from removed
    join past_results p on p.period = removed.period and p.unit_id = removed.unit_id and p.import_id <> $1
    join imports i on i.id = p.import_id
    order by p.period, p.unit_id, i.finished_at desc nulls last`,
}

export async function removePastResults(tx: Database, id: string): Promise<void> {
  await runNamed(tx, HIDE_RESULTS, [id])
  await runNamed(tx, REMOVE_RESULTS, [id])
}

/** A month is consolidated while it has imported results; its version tells whoever remembers it that it changed. */
const SETTLE_PERIODS = {
  name: 'settle-past-periods',
  text: `
    update periods p set version = p.version + 1, consolidated_at = case
      when exists (select from consolidations c where c.period = p.period) then p.consolidated_at
      when exists (select from monthly_results r where r.period = p.period and r.import_id is not null)
        then coalesce(p.consolidated_at, $2)
      end
    where p.period = any($1)`,
}

export async function settlePastPeriods(tx: Database, periods: readonly string[], at: Date): Promise<void> {
  await runNamed(tx, SETTLE_PERIODS, [periods, at])
}
