import type { Verdict } from '@ntm/shared/verifications/verdicts'
import { runNamed, type Database } from '../../db/client.js'

/** One verdict on one indicator of one sheet. */
export interface NewVerdict {
  sheetId: number
  unitId: number
  indicator: string
  agency: string
}

export interface VerdictGiven {
  period: string
  verdict: Verdict
  reason: string | null
  accountId: number
  at: Date
}

const WRITE_VERDICTS = {
  name: 'write-verdicts',
  text: `
    insert into verifications
      (sheet_id, indicator, unit_id, period, verdict, reason, agency_id, account_id, verified_at)
    select v.sheet_id, v.indicator, v.unit_id, $1, $2, $3, a.id, $4, $5
    from unnest($6::int[], $7::text[], $8::int[], $9::text[]) v (sheet_id, indicator, unit_id, agency)
    join agencies a on a.code = v.agency
    order by v.sheet_id, v.indicator
    on conflict (sheet_id, indicator) do update set
      verdict = excluded.verdict, reason = excluded.reason, agency_id = excluded.agency_id,
      account_id = excluded.account_id, verified_at = excluded.verified_at, is_outdated = false`,
}

/** Writes any number of equal verdicts in one statement; each takes the place of what was said before. */
export async function writeVerdicts(
  tx: Database,
  { period, verdict, reason, accountId, at }: VerdictGiven,
  verdicts: readonly NewVerdict[],
): Promise<void> {
  await runNamed(tx, WRITE_VERDICTS, [
    period,
    verdict,
    reason,
    accountId,
    at,
    verdicts.map(({ sheetId }) => sheetId),
    verdicts.map(({ indicator }) => indicator),
    verdicts.map(({ unitId }) => unitId),
    verdicts.map(({ agency }) => agency),
  ])
}
