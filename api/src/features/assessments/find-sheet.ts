import type { Basis } from '@ntm/shared/analysis/wire'
import type { AssessmentStatus } from '@ntm/shared/assessments/status'
import type { CriterionResult, MeasureResult } from '@ntm/shared/criteria/results'
import type { Verdict } from '@ntm/shared/verifications/verdicts'
import { lastDayOf, previousPeriod, yearOf } from '@ntm/shared/periods/period'
import type { UnitRef } from '@ntm/shared/units/wire'
import { runNamed, type Database } from '../../db/client.js'
import { DATABASE } from '../../db/read-changes.js'
import { refColumns } from '../units/queries.js'
import { standsIn } from './queries.js'

/** Value of a measure as it is stored: 1 or 0 for a boolean one. */
export interface StoredValue {
  measureId: number
  value: number | null
  numerator: number | null
  denominator: number | null
  notApplicable: boolean
  result: MeasureResult
  thresholdId: number
  note: string | null
}

export interface StoredCriterion {
  number: number
  obstacle: string | null
  remedy: string | null
  remedyDueOn: string | null
  explanation: string | null
  overruledResult: CriterionResult | null
  overruledReason: string | null
  overruledBy: string | null
}

/** A department's verdict on an indicator that holds for this sheet. */
export interface StoredVerification {
  indicator: string
  verdict: Verdict
  reason: string | null
  agency: string
  by: string
  at: string
  /** Month whose value was looked at; an earlier one only for a rejection that still stands. */
  period: string
  isOutdated: boolean
}

export interface StoredMasks {
  metMask: number
  notMetMask: number
}

/** A commune in a month with the sheet it has, if any (`sheetId` null: nobody has begun). */
export interface FoundSheet {
  unitId: number
  unit: UnitRef
  parentId: number
  parent: UnitRef
  path: number[]
  inProgramme: boolean
  period: string
  sheetId: number | null
  revision: number
  /** Whether no later revision has been begun. */
  isLatest: boolean
  setId: number | null
  status: AssessmentStatus
  /** 0 before the first change. */
  version: number
  /** Where and when it was read: the database, and what was committed there, as `pg_snapshot` writes it. */
  database: string
  moment: string
  /** Number of the transaction that read it; null where it had locked nothing. */
  xid: string | null
  metMask: number
  notMetMask: number
  authorIds: number[]
  /** Measures of which the value is the sum of the villages' figures; of a sheet not begun, those of the one before. */
  villageMeasures: number[]
  author: string | null
  firstSubmittedAt: Date | null
  submittedAt: Date | null
  submissions: number
  receipt: string | null
  reviewedAt: Date | null
  reviewer: string | null
  reviewAction: 'return' | 'approve' | null
  reviewReason: string | null
  /** Last day of edits that the province gave when it opened the sheet again. */
  reopenedUntil: string | null
  reopenedReason: string | null
  reopenedBy: string | null
  dueOn: string | null
  locksOn: string | null
  consolidatedAt: Date | null
  values: StoredValue[]
  criteria: StoredCriterion[]
  returned: { indicator: string; reason: string }[]
  verifications: StoredVerification[]
  /** The number of record: of this revision if it is one, else of the revision that is. */
  official: StoredMasks | null
  officialRevision: number | null
  /** Whether the month's result came by an import of past years: no sheet stands behind it. */
  isImported: boolean
  /** Results of the month before on the best basis there is. */
  lastMonth: (StoredMasks & { basis: Basis }) | null
}

/** Everything about one sheet in one round trip: a sheet is read far more often than anything else is done to it. */
const FIND_SHEET = {
  name: 'find-sheet',
  text: `
    select u.id "unitId", ${refColumns('u')} unit, parent.id "parentId", ${refColumns('parent')} parent,
      string_to_array(u.path::text, '.')::int[] path, u.in_programme "inProgramme", $2 period,
      s.id "sheetId", coalesce(s.revision, 1) revision,
      not exists (select from sheets later where later.unit_id = u.id and later.period = $2
        and later.revision > s.revision) "isLatest", s.set_id "setId", coalesce(s.status, 'notStarted') status,
      coalesce(s.version, 0) version, ${DATABASE} "database", pg_current_snapshot()::text moment, pg_current_xact_id_if_assigned() xid,
      coalesce(s.met_mask, 0) "metMask", coalesce(s.not_met_mask, 0) "notMetMask",
      coalesce(s.village_measures, (select village_measures from sheets before
        where before.unit_id = u.id and before.period < $2 order by before.period desc, before.revision desc limit 1
      ), '{}') "villageMeasures",
      coalesce(s.author_ids, '{}') "authorIds", author.display_name author,
      s.first_submitted_at "firstSubmittedAt", s.submitted_at "submittedAt", coalesce(s.submissions, 0) submissions,
      s.receipt, s.reviewed_at "reviewedAt", reviewer.display_name reviewer, s.review_action "reviewAction",
      s.review_reason "reviewReason",
      s.reopened_until "reopenedUntil", s.reopened_reason "reopenedReason", opener.display_name "reopenedBy",
      p.due_on "dueOn", p.locks_on "locksOn", p.consolidated_at "consolidatedAt",
      coalesce((
        select json_agg(answer) from (
          select measure_id "measureId", value, numerator, denominator, not_applicable "notApplicable", result,
            threshold_id "thresholdId", note
          from sheet_values where year = $4 and sheet_id = s.id) answer), '[]') values,
      coalesce((
        select json_agg(words) from (
          select c.number, c.obstacle, c.remedy, c.remedy_due_on "remedyDueOn", c.explanation,
            c.overruled_result "overruledResult", c.overruled_reason "overruledReason", a.display_name "overruledBy"
          from sheet_criteria c left join accounts a on a.id = c.overruled_by where c.sheet_id = s.id) words
      ), '[]') criteria,
      coalesce((
        select json_agg(json_build_object('indicator', r.indicator, 'reason', r.reason) order by r.indicator)
        from sheet_returns r
        where s.status = 'returned' and r.sheet_id = s.id and r.submission = s.submissions), '[]') returned,
      coalesce((
        select json_agg(json_build_object('indicator', v.indicator, 'verdict', v.verdict, 'reason', v.reason,
          'agency', g.name, 'by', a.display_name, 'at', v.verified_at, 'period', v.period,
          'isOutdated', v.is_outdated) order by v.indicator)
        from (
          select * from verifications where sheet_id = s.id
          union all
          select * from verifications v where v.unit_id = u.id and ${standsIn('$2')}
        ) v join agencies g on g.id = v.agency_id join accounts a on a.id = v.account_id), '[]') verifications,
      coalesce((
        select json_build_object('metMask', k.met_mask, 'notMetMask', k.not_met_mask) from consolidated_results k
        where k.period = $2 and k.unit_id = u.id and k.revision = s.revision),
        json_build_object('metMask', record.met_mask, 'notMetMask', record.not_met_mask)) official,
      case when record.import_id is null then record.revision end "officialRevision",
      record.import_id is not null "isImported",
      (select json_build_object('basis', m.basis, 'metMask', m.met_mask, 'notMetMask', m.not_met_mask)
        from monthly_results m where m.period = $5 and m.unit_id = u.id and m.import_id is null
        order by array_position(array['official', 'approved', 'reported'], m.basis) limit 1) "lastMonth"
    from units u
    join units parent on parent.id = u.parent_id
    left join lateral (
      select * from sheets where unit_id = u.id and period = $2 and revision = coalesce($6::smallint, revision)
      order by revision desc limit 1
    ) s on true
    left join monthly_results record on record.period = $2 and record.basis = 'official' and record.unit_id = u.id
    left join accounts author on author.id = s.author_ids[cardinality(s.author_ids)]
    left join accounts reviewer on reviewer.id = s.reviewed_by
    left join accounts opener on opener.id = s.reopened_by
    left join periods p on p.period = $2
    where u.code = $1 and u.kind = 'commune' and u.valid @> $3::date`,
}

/**
 * One revision of a commune's sheet, the latest unless told; undefined when no commune held the code on the month's
 * last day.
 */
export async function findSheet(
  db: Database,
  code: string,
  period: string,
  revision?: number,
): Promise<FoundSheet | undefined> {
  const place = [code, period, lastDayOf(period), yearOf(period), previousPeriod(period)]
  const [row] = await runNamed<FoundSheet>(db, FIND_SHEET, [...place, revision ?? null])
  return row && { ...row, official: row.officialRevision === null ? null : row.official }
}
