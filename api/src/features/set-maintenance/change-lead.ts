import type { LeadChange } from '@ntm/shared/criteria/maintenance-wire'
import type { ProblemError } from '@ntm/shared/problems/wire'
import type { AuditEvent } from '../../db/audit-log.js'
import type { Database } from '../../db/client.js'
import { unprocessable } from '../../errors.js'
import type { Catalogue, CatalogueIndicator } from '../criteria/queries.js'
import { beforeLatest, outsideSet, reasonTooShort, sameAgency, unknownAgency } from './messages.js'
import { findAgencyId, type StoredLead } from './queries.js'
import { addLead, correctLead } from './write-lead.js'

const SHORTEST_REASON = 10

export interface ChangingLead {
  set: Catalogue
  indicator: CatalogueIndicator
  /** In the order of time. */
  leads: readonly StoredLead[]
  change: LeadChange
  accountId: number
  at: Date
}

/**
 * Puts another agency in charge of an indicator from a day on; on the day on which the latest one begins it takes that
 * one's place.
 *
 * @throws AppError 422 naming every fault.
 */
export async function changeLead(tx: Database, changing: ChangingLead): Promise<AuditEvent> {
  const { set, indicator, leads, change, accountId, at } = changing
  const latest = leads.at(-1)
  const agencyId = await findAgencyId(tx, change.agency)
  const faults = findLeadFaults(changing, latest, agencyId !== undefined)
  if (agencyId === undefined || faults.length > 0) throw unprocessable('lead_invalid', faults)

  const isCorrection = latest?.from === change.from
  const legalBasis = tidy(change.legalBasis ?? '') || null
  const reason = tidy(change.reason)
  await (isCorrection ? correctLead : addLead)(tx, {
    ...{ setId: set.id, indicator: indicator.code, agencyId, from: change.from },
    ...{ legalBasis, reason, accountId, at },
  })
  return {
    action: 'indicator.leadChanged',
    subject: { kind: 'indicator', key: `${set.code}/${indicator.code}` },
    old: latest && { agency: latest.agency, from: latest.from, legalBasis: latest.legalBasis },
    new: { agency: change.agency, from: change.from, legalBasis },
    reason,
  }
}

function findLeadFaults(
  { set, change }: ChangingLead,
  latest: StoredLead | undefined,
  isAgency: boolean,
): ProblemError[] {
  const { from, agency, reason } = change
  const faults: ProblemError[] = []
  if (!isAgency) faults.push({ pointer: '/agency', code: 'unknown_agency', message: unknownAgency })
  if (latest?.agency === agency) faults.push({ pointer: '/agency', code: 'same_agency', message: sameAgency })
  if (from < set.validFrom || (set.validTo !== null && from > set.validTo)) {
    faults.push({ pointer: '/from', code: 'outside_set', message: outsideSet(set.validFrom, set.validTo) })
  } else if (latest?.from && from < latest.from) {
    faults.push({ pointer: '/from', code: 'too_early', message: beforeLatest(latest.from) })
  }
  if (tidy(reason).length < SHORTEST_REASON) {
    faults.push({ pointer: '/reason', code: 'reason_too_short', message: reasonTooShort })
  }
  return faults
}

function tidy(text: string): string {
  return text.normalize('NFC').replace(/\s+/g, ' ').trim()
}
