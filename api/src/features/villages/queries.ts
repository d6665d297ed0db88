import type { UnitRef } from '@ntm/shared/units/wire'
import { runNamed, type Database } from '../../db/client.js'
import { refColumns } from '../units/queries.js'

/** A commune, as far as its list of villages is concerned. */
export interface FoundCommune {
  id: number
  uid: string
  code: string
  /** Ids from the province down to the commune. */
  path: number[]
  validFrom: string | null
  validTo: string | null
  commune: UnitRef
  parent: UnitRef
}

const COMMUNE_COLUMNS = `c.id, c.uid, c.code, string_to_array(c.path::text, '.')::int[] path,
  lower(c.valid) "validFrom", upper(c.valid) - 1 "validTo", ${refColumns('c')} commune, ${refColumns('above')} parent`

const FIND_COMMUNE = {
  name: 'find-commune-of-villages',
  text: `select ${COMMUNE_COLUMNS} from units c join units above on above.id = c.parent_id
    where c.code = $1 and c.kind = 'commune' and c.valid @> $2::date`,
}

export async function findCommune(db: Database, code: string, day: string): Promise<FoundCommune | undefined> {
  const [commune] = await runNamed<FoundCommune>(db, FIND_COMMUNE, [code, day])
  return commune
}

export interface FoundVillage {
  id: number
  uid: string
  code: string
  type: 'thôn' | 'làng'
  name: string
  fullName: string
  validFrom: string | null
  validTo: string | null
  begunBasis: string | null
  endedBasis: string | null
  /** Latest first. */
  households: { households: number; countedOn: string }[]
  hardships: { decision: string; from: string; to: string | null }[]
  successors: { code: string; fullName: string }[]
  predecessors: { code: string; fullName: string }[]
  isOnRecord: boolean
  version: number
}

const VILLAGE_COLUMNS = `u.id, u.uid, u.code, u.type, u.name, u.full_name "fullName",
  lower(u.valid) "validFrom", upper(u.valid) - 1 "validTo",
  v.begun_basis "begunBasis", v.ended_basis "endedBasis", coalesce(v.version, 0) "version",
  (select coalesce(json_agg(json_build_object('households', h.households, 'countedOn', h.counted_on)
    order by h.counted_on desc), '[]') from village_households h where h.village_id = u.id) households,
  (select coalesce(json_agg(json_build_object('decision', d.decision, 'from', lower(d.valid), 'to', upper(d.valid) - 1)
    order by lower(d.valid) desc), '[]') from village_hardships d where d.village_id = u.id) hardships,
  (select coalesce(json_agg(json_build_object('code', t.code, 'fullName', t.full_name) order by t.code), '[]')
    from unit_successions s join units t on t.id = s.to_id where s.from_id = u.id) successors,
  (select coalesce(json_agg(json_build_object('code', f.code, 'fullName', f.full_name) order by f.code), '[]')
    from unit_successions s join units f on f.id = s.from_id where s.to_id = u.id) predecessors,
  exists (select from village_figures f join sheets s on s.id = f.sheet_id
    where f.village_id = u.id and s.status = 'consolidated') "isOnRecord"`

const LIST_VILLAGES = {
  name: 'list-villages',
  text: `select ${VILLAGE_COLUMNS} from units u left join villages v on v.unit_id = u.id
    where u.parent_id = $1 and u.kind = 'village' order by u.code`,
}

/** All villages that a commune has had, in the order of their codes. */
export async function listVillages(db: Database, communeId: number): Promise<FoundVillage[]> {
  return runNamed<FoundVillage>(db, LIST_VILLAGES, [communeId])
}

const FIND_VILLAGE = {
  name: 'find-village',
  text: `select ${VILLAGE_COLUMNS}, c.place from units u left join villages v on v.unit_id = u.id
    join lateral (
      select json_build_object('id', c.id, 'uid', c.uid, 'code', c.code, 'path',
        string_to_array(c.path::text, '.')::int[], 'validFrom', lower(c.valid), 'validTo', upper(c.valid) - 1,
        'commune', ${refColumns('c')}, 'parent', ${refColumns('above')}) place
      from units c join units above on above.id = c.parent_id where c.id = u.parent_id
    ) c on true
    where u.code = $1 and u.kind = 'village' order by upper(u.valid) desc nulls first limit 1`,
}

/** The village with this code and its commune; where the commune's code was another's before, the latest of them. */
export async function findVillage(
  db: Database,
  code: string,
): Promise<{ village: FoundVillage; commune: FoundCommune } | undefined> {
  const [row] = await runNamed<FoundVillage & { place: FoundCommune }>(db, FIND_VILLAGE, [code])
  if (!row) return undefined
  const { place: commune, ...village } = row
  return { village, commune }
}
