import type { AssessmentStatus } from '@ntm/shared/assessments/status'
import { lastDayOf } from '@ntm/shared/periods/period'
import type { ConsolidationView } from '@ntm/shared/periods/wire'
import type { UnitRef } from '@ntm/shared/units/wire'
import type { Verdict } from '@ntm/shared/verifications/verdicts'
import { runNamed, type Database } from '../../db/client.js'
import { standsIn } from '../assessments/queries.js'
import { refColumns } from '../units/queries.js'

/** A commune of the programme in a month, with its latest sheet and what consolidating it takes. */
export interface Candidate {
  unitId: number
  unit: UnitRef
  parent: UnitRef
  sheetId: number | null
  revision: number
  setId: number | null
  status: AssessmentStatus
  reportedMet: number
  reportedNotMet: number
  /** Null until the district has approved this revision. */
  approvedMet: number | null
  approvedNotMet: number | null
  /** Whether an earlier revision is the number of record, or this one. */
  isRecorded: boolean
  verdicts: { indicator: string; verdict: Verdict; isOutdated: boolean; isOwn: boolean }[]
}

const IN_PROGRAMME = `u.kind = 'commune' and u.in_programme and u.valid @> $2::date`

const LIST_CANDIDATES = {
  name: 'list-candidates',
  text: `
    select u.id "unitId", ${refColumns('u')} unit, ${refColumns('parent')} parent, s.id "sheetId",
      coalesce(s.revision, 1) revision, s.set_id "setId", coalesce(s.status, 'notStarted') status,
      coalesce(s.met_mask, 0) "reportedMet", coalesce(s.not_met_mask, 0) "reportedNotMet",
      a.met_mask "approvedMet", a.not_met_mask "approvedNotMet",
      exists (select from consolidated_results k where k.period = $1 and k.unit_id = u.id) "isRecorded",
      coalesce((
        select json_agg(json_build_object('indicator', v.indicator, 'verdict', v.verdict,
          'isOutdated', v.is_outdated, 'isOwn', v.sheet_id = s.id))
        from (
          select * from verifications where sheet_id = s.id
          union all
          select * from verifications v where v.unit_id = u.id and ${standsIn('$1')}
        ) v), '[]') verdicts
    from units u
    join units parent on parent.id = u.parent_id
    left join lateral (
      select * from sheets where unit_id = u.id and period = $1 order by revision desc limit 1
    ) s on true
    left join monthly_results a
      on a.period = $1 and a.basis = 'approved' and a.unit_id = u.id and a.revision = s.revision
    where ${IN_PROGRAMME}
    order by u.code`,
}

export async function listCandidates(db: Database, period: string): Promise<Candidate[]> {
  return runNamed<Candidate>(db, LIST_CANDIDATES, [period, lastDayOf(period)])
}

const LOCK_SHEETS = {
  name: 'lock-sheets-of-month',
  // In one order, so that two who lock them do not wait for each other for ever.
  text: `select s.id from sheets s join units u on u.id = s.unit_id
    where s.period = $1 and ${IN_PROGRAMME} order by s.id for update of s`,
}

/** Makes every other change of a sheet of the month wait until this transaction ends. */
export async function lockSheets(tx: Database, period: string): Promise<void> {
  await runNamed(tx, LOCK_SHEETS, [period, lastDayOf(period)])
}

const LIST_CONSOLIDATIONS = {
  name: 'list-consolidations',
  text: `
    select c.number, c.consolidated_at "at", a.display_name "by", c.note,
      (select count(*)::int from consolidated_results k where k.period = c.period and k.number = c.number) communes,
      (select count(*)::int from consolidated_results k
        where k.period = c.period and k.number = c.number and k.revision > 1) corrected,
      coalesce((
        select json_agg(json_build_object('unit', ${refColumns('u')}, 'parent', ${refColumns('parent')},
          'status', g.status) order by u.code)
        from consolidation_gaps g join units u on u.id = g.unit_id join units parent on parent.id = u.parent_id
        where g.period = c.period and g.number = c.number), '[]') gaps
    from consolidations c left join accounts a on a.id = c.account_id
    where c.period = $1 order by c.number`,
}

export interface ConsolidationRow extends Omit<ConsolidationView, 'at'> {
  at: Date
}

/** The consolidations of a month, first to latest. */
export async function listConsolidations(db: Database, period: string): Promise<ConsolidationRow[]> {
  return runNamed<ConsolidationRow>(db, LIST_CONSOLIDATIONS, [period])
}
