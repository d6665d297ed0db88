import { packResults, unpackResults } from '@ntm/shared/analysis/result-masks'
import { judgeCriterion } from '@ntm/shared/criteria/judge-criterion'
import type { MeasureResult } from '@ntm/shared/criteria/results'
import { yearOf } from '@ntm/shared/periods/period'
import { runNamed, type Database } from '../../db/client.js'
import type { Catalogue, CatalogueMeasure } from '../criteria/queries.js'
import type { StoredMasks, StoredValue } from './find-sheet.js'
import { toAnswer, toStored } from './judge-sheet.js'

export interface Rejudged {
  /** Sheets that another threshold holds for now. */
  sheets: number
  /** Those in which the measure comes to another result, as `commune uid/month/revision`. */
  changed: string[]
}

interface OpenSheet extends StoredMasks {
  sheetId: number
  key: string
  uid: string
  period: string
  value: StoredValue
  /** Results of the other measures of the same criterion that have one. */
  others: { measureId: number; result: MeasureResult }[]
}

/**
 * Judges one measure anew in every sheet that is still open, drafts and returned ones, by the thresholds that hold now.
 *
 * What was submitted, approved or consolidated keeps what it was judged by. The caller has claimed the sets, so nobody
 * judges a sheet meanwhile.
 */
export async function rejudgeDrafts(tx: Database, set: Catalogue, measure: CatalogueMeasure): Promise<Rejudged> {
  const siblings = set.measures.filter(({ criterion }) => criterion === measure.criterion).map(({ id }) => id)
  const open = await runNamed<OpenSheet>(tx, FIND_OPEN, [set.id, measure.id, siblings])
  const judged = open.flatMap((sheet) => {
    const place = { uid: sheet.uid, year: yearOf(sheet.period) }
    const after = toStored(set, measure, place, toAnswer(measure.kind, sheet.value), sheet.value.note)
    return after.thresholdId === sheet.value.thresholdId ? [] : [{ sheet, after }]
  })
  await writeResults(tx, set, measure, judged)
  return {
    sheets: judged.length,
    changed: judged.filter(({ sheet, after }) => after.result !== sheet.value.result).map(({ sheet }) => sheet.key),
  }
}

async function writeResults(
  tx: Database,
  set: Catalogue,
  measure: CatalogueMeasure,
  judged: readonly { sheet: OpenSheet; after: StoredValue }[],
): Promise<void> {
  if (judged.length === 0) return
  const sheetIds = judged.map(({ sheet }) => sheet.sheetId)
  await runNamed(tx, WRITE_VALUES, [
    measure.id,
    judged.map(({ sheet }) => yearOf(sheet.period)),
    sheetIds,
    judged.map(({ after }) => after.result),
    judged.map(({ after }) => after.thresholdId),
  ])
  const masks = judged.map(({ sheet, after }) => rejudgeMasks(set, measure, sheet, after.result))
  await runNamed(tx, WRITE_MASKS, [
    sheetIds,
    masks.map(({ metMask }) => metMask),
    masks.map(({ notMetMask }) => notMetMask),
  ])
}

function rejudgeMasks(set: Catalogue, measure: CatalogueMeasure, sheet: OpenSheet, result: MeasureResult): StoredMasks {
  const results = new Map(sheet.others.map((other) => [other.measureId, other.result]))
  results.set(measure.id, result)
  const ofCriterion = set.measures
    .filter(({ criterion }) => criterion === measure.criterion)
    .map(({ id }) => results.get(id) ?? 'missing')
  const criteria = unpackResults(sheet, set.criteria.length)
  criteria[set.criteria.findIndex(({ number }) => number === measure.criterion)] = judgeCriterion(ofCriterion)
  return packResults(criteria)
}

const FIND_OPEN = {
  name: 'find-open-sheets-of-measure',
  text: `
    select s.id "sheetId", u.uid || '/' || s.period || '/' || s.revision key, u.uid, s.period,
      s.met_mask "metMask", s.not_met_mask "notMetMask",
      json_build_object('measureId', v.measure_id, 'value', v.value, 'numerator', v.numerator,
        'denominator', v.denominator, 'notApplicable', v.not_applicable, 'result', v.result,
        'thresholdId', v.threshold_id, 'note', v.note) "value",
      coalesce((
        select json_agg(json_build_object('measureId', o.measure_id, 'result', o.result))
        from sheet_values o where o.year = v.year and o.sheet_id = s.id and o.measure_id = any($3::smallint[])
      ), '[]') others
    from sheets s
    join units u on u.id = s.unit_id
    join sheet_values v on v.year = left(s.period, 4)::smallint and v.sheet_id = s.id and v.measure_id = $2
    where s.set_id = $1 and s.status in ('draft', 'returned')
    order by s.id for update of s`,
}

const WRITE_VALUES = {
  name: 'rejudge-values',
  text: `
    update sheet_values v set result = n.result, threshold_id = n.threshold_id
    from unnest($2::smallint[], $3::integer[], $4::text[], $5::integer[]) n (year, sheet_id, result, threshold_id)
    where v.year = n.year and v.sheet_id = n.sheet_id and v.measure_id = $1`,
}

const WRITE_MASKS = {
  name: 'rejudge-masks',
  text: `
    update sheets s set met_mask = n.met_mask, not_met_mask = n.not_met_mask, version = s.version + 1
    from unnest($1::integer[], $2::integer[], $3::integer[]) n (sheet_id, met_mask, not_met_mask)
    where s.id = n.sheet_id`,
}
