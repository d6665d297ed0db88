import type { UnitRef } from '@ntm/shared/units/wire'
import { runNamed, type Database } from '../../db/client.js'
import { refColumns } from '../units/queries.js'

export interface StoredThreshold {
  id: number
  region: string
  unit: UnitRef | null
  year: number | null
  value: number
  confirmed: boolean
  setBy: 'province' | null
  legalBasis: string | null
  note: string | null
  source: string | null
  reason: string | null
  recordedAt: Date | null
  recordedBy: string | null
  replacedAt: Date | null
}

const LIST_THRESHOLDS = {
  name: 'list-thresholds',
  text: `
    select t.id, t.region, case when u.id is not null then ${refColumns('u')} end unit,
      t.year, t.value::float8 "value", t.confirmed, t.set_by "setBy", t.legal_basis "legalBasis", t.note, t.source, t.reason,
      t.recorded_at "recordedAt", a.display_name "recordedBy", t.replaced_at "replacedAt"
    from thresholds t left join units u on u.id = t.unit_id left join accounts a on a.id = t.account_id
    where t.measure_id = $1
    order by u.code nulls first, t.region <> '*', t.region, t.year nulls first, t.id`,
}

/** Every threshold that a measure has or had: those of the nation first, then of regions, then of single units. */
export async function listThresholds(db: Database, measureId: number): Promise<StoredThreshold[]> {
  return runNamed<StoredThreshold>(db, LIST_THRESHOLDS, [measureId])
}

export interface StoredLead {
  agency: string
  agencyName: string
  /** First and last day of being in charge; null: without beginning or end. */
  from: string | null
  to: string | null
  legalBasis: string | null
  reason: string | null
  recordedBy: string | null
  version: number
}

const LIST_LEADS = {
  name: 'list-indicator-leads',
  text: `
    select g.code agency, g.name "agencyName", lower(l.valid) "from", upper(l.valid) - 1 "to",
      l.legal_basis "legalBasis", l.reason, a.display_name "recordedBy", l.version
    from indicator_leads l join agencies g on g.id = l.agency_id left join accounts a on a.id = l.account_id
    where l.set_id = $1 and l.indicator = $2
    order by lower(l.valid) nulls first`,
}

/** The agencies that were, are and will be in charge of an indicator, in the order of time. */
export async function listLeads(db: Database, setId: number, indicator: string): Promise<StoredLead[]> {
  return runNamed<StoredLead>(db, LIST_LEADS, [setId, indicator])
}

/** As `listLeads`; nobody else changes them until the transaction ends. */
export async function claimLeads(tx: Database, setId: number, indicator: string): Promise<StoredLead[]> {
  await tx.$client.query('select from indicators where set_id = $1 and code = $2 for no key update', [setId, indicator])
  return listLeads(tx, setId, indicator)
}

export async function findAgencyId(db: Database, code: string): Promise<number | undefined> {
  const { rows } = await db.$client.query<{ id: number }>('select id from agencies where code = $1', [code])
  return rows[0]?.id
}

export interface SetThreshold {
  measureId: number
  region: string
  unit: string | null
  year: number | null
  value: number
  confirmed: boolean
  legalBasis: string | null
  setBy: 'province' | null
  note: string | null
  source: string | null
}

/** Every threshold of a set that holds, in the order in which they were written. */
export async function listSetThresholds(db: Database, setId: number): Promise<SetThreshold[]> {
  const { rows } = await db.$client.query<SetThreshold>(
    `select t.measure_id "measureId", t.region, u.uid unit, t.year, t.value::float8 "value", t.confirmed,
      t.legal_basis "legalBasis", t.set_by "setBy", t.note, t.source
    from thresholds t join measures m on m.id = t.measure_id left join units u on u.id = t.unit_id
    where m.set_id = $1 and t.replaced_at is null order by t.id`,
    [setId],
  )
  return rows
}

export async function listAgencyCodes(db: Database): Promise<Set<string>> {
  const { rows } = await db.$client.query<{ code: string }>('select code from agencies')
  return new Set(rows.map(({ code }) => code))
}

/** Those of the given `uid`s that no unit has. */
export async function listUnknownUnits(db: Database, uids: readonly string[]): Promise<string[]> {
  const { rows } = await db.$client.query<{ uid: string }>(
    'select asked.uid from unnest($1::text[]) asked (uid) left join units u on u.uid = asked.uid where u.id is null',
    [uids],
  )
  return rows.map(({ uid }) => uid)
}

/** The latest month for which somebody has begun a sheet; undefined where nobody has. */
export async function findLastBegunMonth(db: Database): Promise<string | undefined> {
  const { rows } = await db.$client.query<{ period: string | null }>('select max(period) period from sheets')
  return rows[0]?.period ?? undefined
}
