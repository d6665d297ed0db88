import type { Basis } from '@ntm/shared/analysis/wire'
import type { AssessmentStatus } from '@ntm/shared/assessments/status'
import type { MeasureResult } from '@ntm/shared/criteria/results'
import { lastDayOf, yearOf } from '@ntm/shared/periods/period'
import type { UnitRef } from '@ntm/shared/units/wire'
import { runNamed, type Database } from '../../db/client.js'
import { refColumns } from '../units/queries.js'
import { STATUS, type CountedMonth } from './queries.js'

/** What a sheet answers for a measure, as it is stored: 1 or 0 for a boolean one. */
export interface AnsweredMeasure {
  measureId: number
  value: number | null
  numerator: number | null
  denominator: number | null
  notApplicable: boolean
  result: MeasureResult
  thresholdId: number
}

/**
 * SQL: what the sheet `f` of the result `r` was judged by. Values of a returned sheet are being corrected, while the
 * commune's word is still what it sent; they are taken from there.
 */
const sent = (key: string) => `
  left join lateral (
    select x.answers -> ${key} answer from sheet_submissions x
    where r.basis = 'reported' and f.status = 'returned' and x.sheet_id = f.id order by x.number desc limit 1
  ) sent on true`

const ANSWER_COLUMNS = `
  (case when sent.answer is null then v.value else (sent.answer ->> 0)::numeric end)::float8 "value",
  (case when sent.answer is null then v.numerator else (sent.answer ->> 1)::numeric end)::float8 numerator,
  (case when sent.answer is null then v.denominator else (sent.answer ->> 2)::numeric end)::float8 denominator,
  case when sent.answer is null then v.not_applicable else (sent.answer ->> 3)::boolean end "notApplicable",
  case when sent.answer is null then v.result else sent.answer ->> 4 end "result",
  v.threshold_id "thresholdId"`

const LIST_ANSWERS = {
  name: 'list-answers-of-results',
  text: `
    select u.uid, v.measure_id "measureId", ${ANSWER_COLUMNS}
    from units u
    join monthly_results r on r.period = $2 and r.basis = $3 and r.unit_id = u.id and r.import_id is null
    join sheets f on f.unit_id = u.id and f.period = $2 and f.revision = r.revision
    join sheet_values v on v.year = $4 and v.sheet_id = f.id
    join measures m on m.id = v.measure_id
    ${sent('m.key')}
    where u.id = any($1)`,
}

/** What communes answered in the sheets that their results of a month rest on. */
export async function listAnswers(
  db: Database,
  unitIds: readonly number[],
  { period, basis }: CountedMonth,
): Promise<(AnsweredMeasure & { uid: string })[]> {
  if (unitIds.length === 0) return []
  return runNamed(db, LIST_ANSWERS, [unitIds, period, basis, yearOf(period)])
}

/** A commune with what it answers for one measure; every part of the answer is null where there is none. */
export type MeasuredCommune = {
  unit: UnitRef
  parent: UnitRef
  status: AssessmentStatus
  met: number | null
  isImported: boolean
  lastValue: number | null
} & { [Part in keyof Omit<AnsweredMeasure, 'measureId'>]: AnsweredMeasure[Part] | null }

const LIST_MEASURED = {
  name: 'list-measured-communes',
  text: `
    select ${refColumns('u')} unit, ${refColumns('parent')} parent, ${STATUS} status,
      r.met, r.import_id is not null "isImported", ${ANSWER_COLUMNS}, before.value::float8 "lastValue"
    from units u
    join units parent on parent.id = u.parent_id
    left join monthly_results r on r.period = $2 and r.basis = $3 and r.unit_id = u.id
    left join (
      select distinct on (unit_id) unit_id, status from sheets where period = $2 order by unit_id, revision desc
    ) s on s.unit_id = u.id
    left join sheets f on r.import_id is null and f.unit_id = u.id and f.period = $2 and f.revision = r.revision
    left join sheet_values v on v.year = $5 and v.sheet_id = f.id and v.measure_id = $6
    ${sent('$7::text')}
    left join monthly_results last on last.period = $8 and last.basis = $9 and last.unit_id = u.id
      and last.import_id is null
    left join sheets l on l.unit_id = u.id and l.period = $8 and l.revision = last.revision
    left join sheet_values before on before.year = $10 and before.sheet_id = l.id and before.measure_id = $6
    where u.path <@ $1::ltree
      and u.kind = 'commune' and u.in_programme and u.valid @> $4::date
      and ($11::int is null or r.met between $11 and $12)
    order by u.code`,
}

export interface AskedMeasure {
  id: number
  key: string
  /** Only communes that meet so many criteria, both ends included. */
  band: { from: number; to: number } | undefined
}

/** One row a commune of the programme, in order of code, with one measure of the month and its value of another. */
export async function listMeasured(
  db: Database,
  path: readonly number[],
  month: CountedMonth,
  last: { period: string; basis: Basis },
  { id, key, band }: AskedMeasure,
): Promise<MeasuredCommune[]> {
  return runNamed<MeasuredCommune>(db, LIST_MEASURED, [
    path.join('.'),
    month.period,
    month.basis,
    lastDayOf(month.period),
    yearOf(month.period),
    id,
    key,
    last.period,
    last.basis,
    yearOf(last.period),
    band?.from ?? null,
    band?.to ?? null,
  ])
}
