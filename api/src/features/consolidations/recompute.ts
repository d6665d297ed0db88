import { packResults } from '@ntm/shared/analysis/result-masks'
import { judgeCriterion } from '@ntm/shared/criteria/judge-criterion'
import { judgeMeasure } from '@ntm/shared/criteria/judge-measure'
import type { CriterionResult, MeasureResult } from '@ntm/shared/criteria/results'
import { applyRejections } from '@ntm/shared/verifications/verdicts'
import { isRolledUp } from '@ntm/shared/villages/roll-up'
import type { Database } from '../../db/client.js'
import { listCatalogues, type Catalogue } from '../criteria/queries.js'
import { listConsolidatedPeriods, listSources, type RecordSources, type SourceValue } from './find-sources.js'
import { indicatorsByCriterion } from './judge-candidates.js'

/** A number of record that is not what its values, judged again, come to. */
export interface Difference {
  period: string
  unit: string
  revision: number
  what: 'villages' | 'reported' | 'approved' | 'official' | 'shown'
}

export interface Recomputation {
  months: number
  records: number
  differences: Difference[]
}

/**
 * Judges every number of record again from its raw values, the thresholds that it was judged by, the district's
 * overruling and the departments' rejections, and compares it with what was kept and with what dashboards show; what is
 * collected from villages is added up again.
 */
export async function recomputeRecords(db: Database): Promise<Recomputation> {
  const sets = await listCatalogues(db)
  const periods = await listConsolidatedPeriods(db)
  const differences: Difference[] = []
  let records = 0
  for (const period of periods) {
    const sources = await listSources(db, period)
    records += sources.length
    for (const source of sources) {
      const set = sets.find(({ id }) => id === source.setId)
      if (!set) throw new RangeError(`The record of ${source.unit} in ${period} has no criteria set`)
      const { unit, revision } = source
      differences.push(...compare(source, set).map((what) => ({ period, unit, revision, what })))
    }
  }
  return { months: periods.length, records, differences }
}

function compare(source: RecordSources, set: Catalogue): Difference['what'][] {
  const reported = judgeValues(source.values, set)
  const overruled = new Map(source.overrules.map(({ number, result }) => [number, result]))
  const approved = set.criteria.map(({ number }, index) => overruled.get(number) ?? reported[index] ?? 'incomplete')
  const official = applyRejections(approved, indicatorsByCriterion(set), new Set(source.rejected))
  const { kept, shown, isLatest } = source
  const checks: [Difference['what'], CriterionResult[], readonly number[] | null][] = [
    ['reported', reported, kept.reported],
    ['approved', approved, kept.approved],
    ['official', official, kept.official],
    ...(isLatest
      ? [['shown', official, shown] as [Difference['what'], CriterionResult[], readonly number[] | null]]
      : []),
  ]
  const differing = checks.flatMap(([what, results, masks]) => {
    const { metMask, notMetMask } = packResults(results)
    return masks?.[0] === metMask && masks[1] === notMetMask ? [] : [what]
  })
  return source.sums.every(({ kept, figures }) => isRolledUp(kept, figures)) ? differing : ['villages', ...differing]
}

function judgeValues(values: readonly SourceValue[], set: Catalogue): CriterionResult[] {
  return set.criteria.map(({ number }) => {
    const results = values.filter(({ criterion }) => criterion === number).map(judgeValue)
    const expected = set.measures.filter(({ criterion }) => criterion === number).length
    const missing = Array.from({ length: expected - results.length }, () => 'missing' as const)
    return judgeCriterion([...results, ...missing])
  })
}

function judgeValue(source: SourceValue): MeasureResult {
  const { kind, threshold, value, numerator, denominator, notApplicable } = source
  const isBoolean = kind === 'boolean'
  const written = isBoolean && value !== null ? value === 1 : value
  const answer = { value: numerator === null ? written : null, numerator, denominator, notApplicable }
  return judgeMeasure(source, isBoolean ? true : threshold, answer)
}
