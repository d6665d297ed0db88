import type { QueryConfig } from 'pg'
import type { Basis } from '@ntm/shared/analysis/wire'

/** One commune's results of one month on one basis: the row that dashboards read. */
export interface MonthlyResult {
  period: string
  basis: Basis
  unitId: number
  revision: number
  setId: number
  metMask: number
  notMetMask: number
}

const WRITE_RESULT = {
  name: 'write-monthly-result',
  text: `
    insert into monthly_results (period, basis, unit_id, revision, set_id, met_mask, not_met_mask)
    values ($1, $2, $3, $4, $5, $6, $7)
    on conflict (period, basis, unit_id) do update set
      revision = excluded.revision, set_id = excluded.set_id,
      met_mask = excluded.met_mask, not_met_mask = excluded.not_met_mask`,
}

/** Rewrites the snapshot in the transaction that changed the result, so that a figure is right when it commits. */
export function writeMonthlyResult(result: MonthlyResult): QueryConfig {
  const { period, basis, unitId, revision, setId, metMask, notMetMask } = result
  return { ...WRITE_RESULT, values: [period, basis, unitId, revision, setId, metMask, notMetMask] }
}

const TAKE_BACK_RESULT = {
  name: 'take-back-monthly-result',
  text: `
    with removed as (
      delete from monthly_results where period = $1 and basis = $2 and unit_id = $3
        and not exists (select from consolidated_results where period = $1 and unit_id = $3)
    )
    update monthly_results m set revision = k.revision, set_id = k.set_id,
      met_mask = case $2 when 'reported' then k.reported_met_mask else k.approved_met_mask end,
      not_met_mask = case $2 when 'reported' then k.reported_not_met_mask else k.approved_not_met_mask end
    from (
      select * from consolidated_results where period = $1 and unit_id = $3 order by revision desc limit 1
    ) k
    where m.period = $1 and m.basis = $2 and m.unit_id = $3`,
}

/**
 * The commune took its sheet back, or the district its approval: there is no such result any more. Of a correction what
 * stood in the number of record stands again.
 */
export function takeBackResult(period: string, basis: 'reported' | 'approved', unitId: number): QueryConfig {
  return { ...TAKE_BACK_RESULT, values: [period, basis, unitId] }
}
