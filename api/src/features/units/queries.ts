import { asc } from 'drizzle-orm'
import { searchKey } from '@ntm/shared/units/search-key'
import type { UnitRef } from '@ntm/shared/units/wire'
import { runNamed, type Database } from '../../db/client.js'
import { agencies } from './tables.js'

/** `UnitRef` of a unit, as SQL; `alias` is the table's name in the statement. */
export function refColumns(alias: string): string {
  return `json_build_object('uid', ${alias}.uid, 'code', ${alias}.code, 'kind', ${alias}.kind, 'type', ${alias}.type,
    'name', ${alias}.name, 'fullName', ${alias}.full_name)`
}

export interface FoundUnit extends UnitRef {
  id: number
  parentId: number | null
  /** Ids from the province down to the unit. */
  path: number[]
  inProgramme: boolean
}

const FIND_UNIT = {
  name: 'find-unit',
  text: `select id, uid, code, kind, type, name, full_name "fullName", parent_id "parentId",
      string_to_array(path::text, '.')::int[] path, in_programme "inProgramme"
    from units where code = $1 and valid @> $2::date`,
}

/** The unit that held `code` on `day`. */
export async function findUnit(db: Database, code: string, day: string): Promise<FoundUnit | undefined> {
  const [unit] = await runNamed<FoundUnit>(db, FIND_UNIT, [code, day])
  return unit
}

const LIST_REFS = {
  name: 'list-unit-refs',
  text: `select id, ${refColumns('u')} unit from units u where id = any($1)`,
}

/** Names and codes of units by id. */
export async function listRefs(db: Database, ids: readonly number[]): Promise<Map<number, UnitRef>> {
  if (ids.length === 0) return new Map()
  const rows = await runNamed<{ id: number; unit: UnitRef }>(db, LIST_REFS, [ids])
  return new Map(rows.map(({ id, unit }) => [id, unit]))
}

const FIND_PROVINCE_CODE = {
  name: 'find-province-code',
  text: `select code from units where kind = 'province' and valid @> $1::date order by id limit 1`,
}

/** Code of the province that the pages open on. */
export async function findProvinceCode(db: Database, day: string): Promise<string> {
  const [province] = await runNamed<{ code: string }>(db, FIND_PROVINCE_CODE, [day])
  if (!province) throw new RangeError(`No province on ${day}`)
  return province.code
}

const FIND_UNIT_DETAILS = {
  name: 'find-unit-details',
  text: `
    select u.uid, u.code, u.kind, u.type, u.name, u.full_name, u.aliases, u.in_programme,
      lower(u.valid) valid_from, upper(u.valid) - 1 valid_to, parent.code parent_code,
      u.latitude::float8 lat, u.longitude::float8 lon, u.centroid_quality,
      (select json_build_object('name', o.name, 'title', o.title) from accountable_officials o
        where o.unit_id = u.id and o.valid @> $2::date) accountable,
      (select coalesce(json_agg(json_build_object('uid', t.uid, 'code', t.code, 'fullName', t.full_name,
        'on', s.happened_on, 'basis', s.legal_basis) order by s.happened_on, t.code), '[]')
        from unit_successions s join units t on t.id = s.to_id where s.from_id = u.id) successors,
      (select coalesce(json_agg(json_build_object('uid', f.uid, 'code', f.code, 'fullName', f.full_name,
        'on', s.happened_on, 'basis', s.legal_basis) order by s.happened_on, f.code), '[]')
        from unit_successions s join units f on f.id = s.from_id where s.to_id = u.id) predecessors,
      string_to_array(u.path::text, '.')::int[] path,
      (select coalesce(json_agg(${refColumns('a')} order by nlevel(a.path)), '[]')
        from units a where a.path @> u.path and a.id <> u.id) ancestors
    from units u left join units parent on parent.id = u.parent_id
    where u.code = $1 and u.valid @> $2::date`,
}

export interface UnitLink {
  uid: string
  code: string
  fullName: string
  on: string
  basis: string
}

export interface UnitDetails {
  uid: string
  code: string
  kind: UnitRef['kind']
  type: string
  name: string
  full_name: string
  aliases: string[]
  in_programme: boolean
  valid_from: string | null
  valid_to: string | null
  parent_code: string | null
  lat: number | null
  lon: number | null
  centroid_quality: string | null
  accountable: { name: string; title: string } | null
  successors: UnitLink[]
  predecessors: UnitLink[]
  ancestors: UnitRef[]
  /** Ids from the province down to the unit. */
  path: number[]
}

export async function findUnitDetails(db: Database, code: string, day: string): Promise<UnitDetails | undefined> {
  const [unit] = await runNamed<UnitDetails>(db, FIND_UNIT_DETAILS, [code, day])
  return unit
}

export interface UnitFilter {
  day: string
  kind: string | undefined
  parentCode: string | undefined
  /** Any part of a name or alias, marks and case ignored. */
  search: string | undefined
  /** Code of the last unit of the page before. */
  after: string | undefined
  /** Id of the unit in which all must lie; undefined: anywhere. */
  withinId: number | undefined
  limit: number
}

export type ListedUnit = Omit<UnitDetails, 'lat' | 'lon' | 'centroid_quality' | 'ancestors' | 'path'>

const LIST_UNITS = {
  name: 'list-units',
  text: `
    select u.uid, u.code, u.kind, u.type, u.name, u.full_name, u.in_programme,
      lower(u.valid) valid_from, upper(u.valid) - 1 valid_to, parent.code parent_code,
      case when o.unit_id is not null then json_build_object('name', o.name, 'title', o.title) end accountable
    from units u left join units parent on parent.id = u.parent_id
      left join accountable_officials o on o.unit_id = u.id and o.valid @> $1::date
    where u.valid @> $1::date
      and ($2::text is null or u.kind = $2)
      and ($3::text is null or parent.code = $3)
      and ($4::text is null or strpos(u.search_key, $4) > 0)
      and ($5::text is null or u.code > $5)
      and ($6::int is null or u.path <@ (select path from units where id = $6))
    order by u.code limit $7`,
}

/** One unit more than asked for, when there is one, so that the caller can tell whether a page follows. */
export async function listUnits(db: Database, filter: UnitFilter): Promise<ListedUnit[]> {
  const search = filter.search === undefined ? null : searchKey(filter.search)
  return runNamed<ListedUnit>(db, LIST_UNITS, [
    filter.day,
    filter.kind ?? null,
    filter.parentCode ?? null,
    search,
    filter.after ?? null,
    filter.withinId ?? null,
    filter.limit + 1,
  ])
}

export async function listAgencies(db: Database) {
  return db.select({ code: agencies.code, name: agencies.name }).from(agencies).orderBy(asc(agencies.id))
}
