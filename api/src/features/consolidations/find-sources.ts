import type { CriterionResult } from '@ntm/shared/criteria/results'
import { yearOf } from '@ntm/shared/periods/period'
import type { Comparator, MeasureKind } from '@ntm/shared/criteria/definition'
import type { VillageFigure } from '@ntm/shared/villages/roll-up'
import { runNamed, type Database } from '../../db/client.js'

/** A number of record with everything that it rests on. */
export interface RecordSources {
  unit: string
  revision: number
  setId: number
  rejected: string[]
  kept: Record<'reported' | 'approved' | 'official', [metMask: number, notMetMask: number]>
  /** Whether no later revision has taken its place. */
  isLatest: boolean
  /** What dashboards show as the official result; null where they show none. */
  shown: [metMask: number, notMetMask: number] | null
  values: SourceValue[]
  /** What is collected from villages: the commune's figure, and those that it is the sum of. */
  sums: { kept: VillageFigure; figures: VillageFigure[] }[]
  overrules: { number: number; result: CriterionResult }[]
}

/** An answer with the measure and the threshold that it was judged by. */
export interface SourceValue {
  criterion: number
  kind: MeasureKind
  comparator: Comparator
  allowsNotApplicable: boolean
  threshold: number
  value: number | null
  numerator: number | null
  denominator: number | null
  notApplicable: boolean
}

const LIST_PERIODS = {
  name: 'list-consolidated-periods',
  text: 'select distinct period from consolidations order by period',
}

export async function listConsolidatedPeriods(db: Database): Promise<string[]> {
  return (await runNamed<{ period: string }>(db, LIST_PERIODS, [])).map(({ period }) => period)
}

const LIST_SOURCES = {
  name: 'list-record-sources',
  text: `
    select u.code unit, k.revision, k.set_id "setId", k.rejected,
      json_build_object('reported', json_build_array(k.reported_met_mask, k.reported_not_met_mask),
        'approved', json_build_array(k.approved_met_mask, k.approved_not_met_mask),
        'official', json_build_array(k.met_mask, k.not_met_mask)) kept,
      not exists (select from consolidated_results later
        where later.period = k.period and later.unit_id = k.unit_id and later.revision > k.revision) "isLatest",
      case when r.unit_id is not null then json_build_array(r.met_mask, r.not_met_mask) end shown,
      (
        select json_agg(json_build_object('criterion', m.criterion, 'kind', m.kind, 'comparator', m.comparator,
          'allowsNotApplicable', m.allows_not_applicable, 'threshold', t.value, 'value', v.value,
          'numerator', v.numerator, 'denominator', v.denominator, 'notApplicable', v.not_applicable))
        from sheet_values v join measures m on m.id = v.measure_id join thresholds t on t.id = v.threshold_id
        where v.year = $2 and v.sheet_id = k.sheet_id
      ) values,
      coalesce((
        select json_agg(json_build_object('kept', json_build_object('numerator', v.numerator, 'denominator', v.denominator),
          'figures', coalesce((select json_agg(json_build_object('numerator', f.numerator, 'denominator', f.denominator))
            from village_figures f
            where f.year = $2 and f.sheet_id = k.sheet_id and f.measure_id = v.measure_id), '[]')))
        from sheets s join sheet_values v on v.year = $2 and v.sheet_id = s.id and v.measure_id = any (s.village_measures)
        where s.id = k.sheet_id
      ), '[]') sums,
      coalesce((
        select json_agg(json_build_object('number', c.number, 'result', c.overruled_result))
        from sheet_criteria c where c.sheet_id = k.sheet_id and c.overruled_result is not null), '[]') overrules
    from consolidated_results k
    join units u on u.id = k.unit_id
    left join monthly_results r on r.period = k.period and r.basis = 'official' and r.unit_id = k.unit_id
    where k.period = $1
    order by u.code, k.revision`,
}

/** Every number of record of a month, of all revisions, with its raw values. */
export async function listSources(db: Database, period: string): Promise<RecordSources[]> {
  return runNamed<RecordSources>(db, LIST_SOURCES, [period, yearOf(period)])
}
