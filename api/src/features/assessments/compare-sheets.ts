import type { AssessmentStatus } from '@ntm/shared/assessments/status'
import { addMonths, periodsBetween, previousPeriod, yearOf } from '@ntm/shared/periods/period'
import type { MeasureResult } from '@ntm/shared/criteria/results'
import { runNamed, type Database } from '../../db/client.js'
import type { SubmittedWords } from './compare-words.js'
import type { FoundSheet, StoredMasks } from './find-sheet.js'

export interface PastValue {
  period: string
  measureId: number
  value: number | null
  numerator: number | null
  denominator: number | null
}

const LIST_PAST_VALUES = {
  name: 'list-past-values',
  text: `
    select s.period, v.measure_id "measureId", v.value::float8 "value", v.numerator::float8 numerator,
      v.denominator::float8 denominator
    from (
      select distinct on (period) id, period from sheets
      where unit_id = $1 and period between $2 and $3 and status = any($6)
      order by period, revision desc
    ) s
    join sheet_values v on v.year = left(s.period, 4)::smallint and v.sheet_id = s.id
    where v.year between $4 and $5`,
}

/** Statuses in which an earlier sheet is compared with, by whether the viewer sees work that nobody has approved. */
function comparable(seesWork: boolean): AssessmentStatus[] {
  return seesWork ? ['submitted', 'approved', 'consolidated'] : ['approved', 'consolidated']
}

/** Values of so many months before the sheet's own. */
export async function listPastValues(db: Database, sheet: FoundSheet, seesWork: boolean, months: number) {
  const from = addMonths(sheet.period, -months)
  const to = previousPeriod(sheet.period)
  const values = await runNamed<PastValue>(db, LIST_PAST_VALUES, [
    sheet.unitId,
    from,
    to,
    yearOf(from),
    yearOf(to),
    comparable(seesWork),
  ])
  return { periods: periodsBetween(from, to), values }
}

interface EarlierAnswer {
  value: number | null
  numerator?: number | null
  denominator?: number | null
  notApplicable?: boolean
  result: MeasureResult
}

/** An earlier state of a sheet to compare with. */
export interface EarlierSheet extends StoredMasks {
  /** By measure key. */
  answers: Record<string, EarlierAnswer>
  /** Null where they were not kept. */
  words: SubmittedWords | null
  /** What a submission was sent back for. */
  returned?: { indicator: string; reason: string }[]
}

const FIND_SUBMISSION = {
  name: 'find-submission',
  text: `
    select s.answers, s.words, s.met_mask "metMask", s.not_met_mask "notMetMask",
      coalesce((
        select json_agg(json_build_object('indicator', r.indicator, 'reason', r.reason) order by r.indicator)
        from sheet_returns r where r.sheet_id = s.sheet_id and r.submission = s.number), '[]') returned
    from sheets h join sheet_submissions s on s.sheet_id = h.id
    where h.unit_id = $1 and h.period = $2 and (h.revision, s.number) <= ($3, $4)
    order by h.revision desc, s.number desc limit 1`,
}

/**
 * What the reviewer saw last: the submission before the one that waits, or, while the commune still writes, the
 * latest; of a correction at first what it corrects. Undefined when there is none.
 */
export async function findEarlierSubmission(db: Database, sheet: FoundSheet): Promise<EarlierSheet | undefined> {
  const isWaiting = sheet.status !== 'draft' && sheet.status !== 'returned'
  const number = isWaiting ? sheet.submissions - 1 : sheet.submissions
  type Row = StoredMasks &
    Required<Pick<EarlierSheet, 'returned' | 'words'>> & {
      answers: Record<string, [number | null, number | null, number | null, boolean, MeasureResult]>
    }
  const [row] = await runNamed<Row>(db, FIND_SUBMISSION, [sheet.unitId, sheet.period, sheet.revision, number])
  if (!row) return undefined
  const answers = Object.entries(row.answers).map(
    ([key, [value, numerator, denominator, notApplicable, result]]) =>
      [key, { value, numerator, denominator, notApplicable, result }] as const,
  )
  const { metMask, notMetMask, returned, words } = row
  return { metMask, notMetMask, answers: Object.fromEntries(answers), words, returned }
}

const FIND_LAST_MONTH = {
  name: 'find-last-month',
  text: `
    select s.met_mask "metMask", s.not_met_mask "notMetMask",
      coalesce((
        select json_object_agg(m.key, json_build_object('value', v.value, 'result', v.result))
        from sheet_values v join measures m on m.id = v.measure_id
        where v.year = $3 and v.sheet_id = s.id), '{}') answers,
      json_build_object(
        'notes', coalesce((
          select json_object_agg(m.key, v.note) from sheet_values v join measures m on m.id = v.measure_id
          where v.year = $3 and v.sheet_id = s.id and v.note is not null), '{}'),
        'criteria', coalesce((
          select json_object_agg(c.number, json_strip_nulls(json_build_object('obstacle', c.obstacle,
            'remedy', c.remedy, 'remedyDueOn', c.remedy_due_on, 'explanation', c.explanation)))
          from sheet_criteria c where c.sheet_id = s.id), '{}')) words
    from sheets s
    where s.unit_id = $1 and s.period = $2 and s.status = any($4)
    order by s.revision desc limit 1`,
}

export async function findLastMonth(
  db: Database,
  sheet: FoundSheet,
  seesWork: boolean,
): Promise<EarlierSheet | undefined> {
  const period = previousPeriod(sheet.period)
  const values = [sheet.unitId, period, yearOf(period), comparable(seesWork)]
  const [row] = await runNamed<EarlierSheet>(db, FIND_LAST_MONTH, values)
  return row
}
