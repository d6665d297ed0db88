import type { AssessmentStatus } from '@ntm/shared/assessments/status'
import type { MeasureResult } from '@ntm/shared/criteria/results'
import { lastDayOf, previousPeriod, yearOf } from '@ntm/shared/periods/period'
import type { UnitRef } from '@ntm/shared/units/wire'
import type { Verdict } from '@ntm/shared/verifications/verdicts'
import { runNamed, type Database } from '../../db/client.js'
import { standsIn, type Sight } from '../assessments/queries.js'
import { refColumns } from '../units/queries.js'

/** A sheet that departments may look at, or have looked at. */
export interface VerifiableSheet {
  unitId: number
  unit: UnitRef
  parent: UnitRef
  sheetId: number
  revision: number
  setId: number
  status: AssessmentStatus
  submittedAt: Date | null
  values: SheetAnswer[]
  verdicts: SheetVerdict[]
}

export interface SheetAnswer {
  measureId: number
  value: number | null
  numerator: number | null
  denominator: number | null
  notApplicable: boolean
  result: MeasureResult
  thresholdId: number
  note: string | null
  /** In the number that was approved of the month before; null where there is none. */
  lastMonth: number | null
}

export interface SheetVerdict {
  indicator: string
  verdict: Verdict
  reason: string | null
  by: string
  at: string
  period: string
  isOutdated: boolean
  isOwn: boolean
}

const LIST_SHEETS = {
  name: 'list-verifiable-sheets',
  text: `
    select u.id "unitId", ${refColumns('u')} unit, ${refColumns('parent')} parent, s.id "sheetId", s.revision,
      s.set_id "setId", s.status,
      s.submitted_at "submittedAt",
      coalesce((
        select json_agg(json_build_object('measureId', v.measure_id, 'value', v.value, 'numerator', v.numerator,
          'denominator', v.denominator, 'notApplicable', v.not_applicable, 'result', v.result, 'thresholdId', v.threshold_id, 'note', v.note,
          'lastMonth', l.value))
        from sheet_values v join measures m on m.id = v.measure_id
        left join sheet_values l on l.year = $11 and l.sheet_id = before.id and l.measure_id = v.measure_id
        where v.year = $3 and v.sheet_id = s.id and ($6::text[] is null or m.indicator = any($6))), '[]') values,
      coalesce((
        select json_agg(json_build_object('indicator', v.indicator, 'verdict', v.verdict, 'reason', v.reason,
          'by', a.display_name, 'at', v.verified_at, 'period', v.period, 'isOutdated', v.is_outdated,
          'isOwn', v.sheet_id = s.id))
        from (
          select * from verifications where sheet_id = s.id
          union all
          select * from verifications v where v.unit_id = u.id and ${standsIn('$1')}
        ) v join accounts a on a.id = v.account_id
        where $6::text[] is null or v.indicator = any($6)), '[]') verdicts
    from units u
    join units parent on parent.id = u.parent_id
    join lateral (
      select * from sheets where unit_id = u.id and period = $1 order by revision desc limit 1
    ) s on s.status in ('submitted', 'approved', 'consolidated')
    left join lateral (
      select id from sheets where unit_id = u.id and period = $10 and status in ('approved', 'consolidated')
      order by revision desc limit 1
    ) before on true
    where u.kind = 'commune' and u.in_programme and u.valid @> $2::date
      and ($4::text[] is null or u.code = any($4))
      and ($5::int is null or string_to_array(u.path::text, '.')::int[] @> array[$5])
      and ($7 or s.status in ('approved', 'consolidated') or string_to_array(u.path::text, '.')::int[] && $8::int[])
      and ($9::text is null or u.code >= $9)
    order by u.code`,
}

export interface SheetsWanted {
  period: string
  /** Null: every commune. */
  codes: readonly string[] | null
  /** Communes below this unit, or the commune itself; null: all. */
  below: number | null
  /** Null: every indicator. */
  indicators: readonly string[] | null
  /** Which sheets are seen before they are approved. */
  sight: Sight
  /** Code of the first commune; null: from the beginning. */
  from: string | null
}

/** Sheets that were submitted, in commune order, with the answers and verdicts of some indicators. */
export async function listVerifiable(db: Database, wanted: SheetsWanted): Promise<VerifiableSheet[]> {
  const { period, codes, below, indicators, sight, from } = wanted
  const before = previousPeriod(period)
  return runNamed<VerifiableSheet>(db, LIST_SHEETS, [
    ...[period, lastDayOf(period), yearOf(period), codes, below, indicators],
    ...[sight.everywhere, sight.unitIds, from, before, yearOf(before)],
  ])
}

const HOLD_SHEETS = {
  name: 'hold-sheets',
  // Departments do not wait for each other; a move of the sheet waits for them, in one order.
  text: `select s.id, s.status from sheets s join units u on u.id = s.unit_id
    where s.period = $1 and u.code = any($2) and u.kind = 'commune' and u.valid @> $3::date
    order by s.id for key share of s`,
}

/** Keeps the sheets of these communes as they are until the transaction ends. */
export async function holdSheets(tx: Database, period: string, codes: readonly string[]): Promise<void> {
  await runNamed(tx, HOLD_SHEETS, [period, codes, lastDayOf(period)])
}

const LIST_CODES = {
  name: 'list-commune-codes',
  text: `select code from units u
    where u.kind = 'commune' and u.in_programme and u.valid @> $1::date and u.code = any($2)`,
}

/** Which of these codes are communes of the programme on the month's last day. */
export async function listCommuneCodes(db: Database, period: string, codes: readonly string[]): Promise<string[]> {
  const rows = await runNamed<{ code: string }>(db, LIST_CODES, [lastDayOf(period), codes])
  return rows.map(({ code }) => code)
}
