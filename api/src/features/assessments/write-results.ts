import type { Basis } from '@ntm/shared/analysis/wire'
import { runNamed, type Database } from '../../db/client.js'

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
export async function writeMonthlyResult(tx: Database, result: MonthlyResult): Promise<void> {
  const { period, basis, unitId, revision, setId, metMask, notMetMask } = result
  await runNamed(tx, WRITE_RESULT, [period, basis, unitId, revision, setId, metMask, notMetMask])
}

const REMOVE_RESULT = {
  name: 'remove-monthly-result',
  text: 'delete from monthly_results where period = $1 and basis = $2 and unit_id = $3',
}

/** The commune took its sheet back, or the district its approval: there is no such result any more. */
export async function removeMonthlyResult(tx: Database, period: string, basis: Basis, unitId: number): Promise<void> {
  await runNamed(tx, REMOVE_RESULT, [period, basis, unitId])
}
