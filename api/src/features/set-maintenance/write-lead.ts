import type { Database } from '../../db/client.js'

export interface NewLead {
  setId: number
  indicator: string
  agencyId: number
  from: string
  legalBasis: string | null
  reason: string
  accountId: number
  at: Date
}

/** Puts an agency in charge from a day on, for good; whoever is in charge then leaves the day before. */
export async function addLead(tx: Database, lead: NewLead): Promise<void> {
  const { setId, indicator, agencyId, from, legalBasis, reason, accountId, at } = lead
  await tx.$client.query(
    `update indicator_leads set valid = daterange(lower(valid), $3::date)
    where set_id = $1 and indicator = $2 and valid @> $3::date`,
    [setId, indicator, from],
  )
  await tx.$client.query(
    `insert into indicator_leads (set_id, indicator, agency_id, valid, legal_basis, reason, account_id, recorded_at)
    values ($1, $2, $3, daterange($4::date, null), $5, $6, $7, $8)`,
    [setId, indicator, agencyId, from, legalBasis, reason, accountId, at],
  )
}

/** Names another agency for the time that began on that day. */
export async function correctLead(tx: Database, lead: NewLead): Promise<void> {
  const { setId, indicator, agencyId, from, legalBasis, reason, accountId, at } = lead
  await tx.$client.query(
    `update indicator_leads set agency_id = $3, legal_basis = $5, reason = $6, account_id = $7, recorded_at = $8,
      version = version + 1
    where set_id = $1 and indicator = $2 and lower(valid) = $4::date`,
    [setId, indicator, agencyId, from, legalBasis, reason, accountId, at],
  )
}
