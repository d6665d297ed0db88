import type { ResultMasks } from '@ntm/shared/analysis/result-masks'
import { runNamed, type Database } from '../../db/client.js'
import type { Candidate } from './queries.js'

/** A sheet that becomes the number of record. */
export interface NewRecord {
  candidate: Candidate & { sheetId: number; setId: number }
  approved: ResultMasks
  official: ResultMasks
  /** Indicators that a department rejects. */
  rejected: readonly string[]
}

export interface NewRun {
  period: string
  at: Date
  accountId: number
  note: string | null
}

const ADD_RUN = {
  name: 'add-consolidation',
  text: `
    insert into consolidations (period, number, consolidated_at, account_id, note)
    select $1::text, coalesce(max(number), 0) + 1, $2, $3, $4 from consolidations where period = $1::text
    returning number`,
}

/** @returns the number of this consolidation of the month. */
export async function addConsolidation(tx: Database, { period, at, accountId, note }: NewRun): Promise<number> {
  const [row] = await runNamed<{ number: number }>(tx, ADD_RUN, [period, at, accountId, note])
  return row?.number ?? 0
}

const ADD_RECORDS = {
  name: 'add-records',
  text: `
    with records as (
      insert into consolidated_results (period, number, unit_id, revision, sheet_id, set_id, reported_met_mask,
        reported_not_met_mask, approved_met_mask, approved_not_met_mask, met_mask, not_met_mask, rejected)
      select $1, $2, unit_id, revision, sheet_id, set_id, reported_met, reported_not_met, approved_met,
        approved_not_met, met, not_met, string_to_array(rejected, ' ')
      from unnest($3::int[], $4::smallint[], $5::int[], $6::smallint[], $7::int[], $8::int[], $9::int[], $10::int[],
        $11::int[], $12::int[], $13::text[]) record (unit_id, revision, sheet_id, set_id, reported_met,
        reported_not_met, approved_met, approved_not_met, met, not_met, rejected)
      returning *
    )
    insert into monthly_results (period, basis, unit_id, revision, set_id, met_mask, not_met_mask)
    select period, 'official', unit_id, revision, set_id, met_mask, not_met_mask from records
    on conflict (period, basis, unit_id) do update set
      revision = excluded.revision, set_id = excluded.set_id, import_id = null, count_only = null,
      met_mask = excluded.met_mask, not_met_mask = excluded.not_met_mask`,
}

const CLOSE_SHEETS = {
  name: 'close-sheets',
  text: `update sheets set status = 'consolidated', version = version + 1, updated_at = $2
    where id = any($1) and status = 'approved'`,
}

const CLOSE_PERIOD = {
  name: 'close-period',
  text: 'update periods set consolidated_at = $2, version = version + 1 where period = $1',
}

/** Keeps the records for good, shows them as the official results, and closes their sheets and the month. */
export async function addRecords(
  tx: Database,
  { period, number, at }: { period: string; number: number; at: Date },
  records: readonly NewRecord[],
): Promise<void> {
  await runNamed(tx, ADD_RECORDS, [
    period,
    number,
    records.map(({ candidate }) => candidate.unitId),
    records.map(({ candidate }) => candidate.revision),
    records.map(({ candidate }) => candidate.sheetId),
    records.map(({ candidate }) => candidate.setId),
    records.map(({ candidate }) => candidate.reportedMet),
    records.map(({ candidate }) => candidate.reportedNotMet),
    records.map(({ approved }) => approved.metMask),
    records.map(({ approved }) => approved.notMetMask),
    records.map(({ official }) => official.metMask),
    records.map(({ official }) => official.notMetMask),
    records.map(({ rejected }) => rejected.join(' ')),
  ])
  await runNamed(tx, CLOSE_SHEETS, [records.map(({ candidate }) => candidate.sheetId), at])
  await runNamed(tx, CLOSE_PERIOD, [period, at])
}

const ADD_GAPS = {
  name: 'add-consolidation-gaps',
  text: `insert into consolidation_gaps (period, number, unit_id, status)
    select $1, $2, unit_id, status from unnest($3::int[], $4::text[]) gap (unit_id, status)`,
}

export async function addGaps(
  tx: Database,
  { period, number }: { period: string; number: number },
  gaps: readonly Candidate[],
): Promise<void> {
  await runNamed(tx, ADD_GAPS, [period, number, gaps.map(({ unitId }) => unitId), gaps.map(({ status }) => status)])
}
