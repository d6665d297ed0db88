import { addDays, lastDayOf } from '@ntm/shared/periods/period'
import type { ProblemError } from '@ntm/shared/problems/wire'
import type { VillageEnd } from '@ntm/shared/villages/wire'
import { isValidOn } from '@ntm/shared/units/valid-on'
import type { AuditEvent } from '../../db/audit-log.js'
import { runNamed, type Database } from '../../db/client.js'
import { conflict, unprocessable } from '../../errors.js'
import { tidy } from './change-village.js'
import { beforeBeginning, endedAlready, outsideCommune, recordAfter, unknownSuccessor } from './messages.js'
import { listVillages, type FoundCommune, type FoundVillage } from './queries.js'
import { countVersion, endVillage } from './write-villages.js'

/**
 * Ends a village with a day and the decision that says so.
 *
 * @throws AppError 409 when it has ended, 422 naming everything that breaks a rule.
 */
export async function endVillageOfList(
  tx: Database,
  known: FoundVillage,
  commune: FoundCommune,
  { lastDay, basis, successors = [] }: VillageEnd,
): Promise<AuditEvent> {
  if (known.endedBasis !== null) throw conflict('village_ended', endedAlready)
  const faults: ProblemError[] = []
  if (lastDay < (known.validFrom ?? '')) {
    faults.push({ pointer: '/lastDay', code: 'out_of_range', message: beforeBeginning })
  }
  if (lastDay > (commune.validTo ?? '9999-12-31')) {
    faults.push({ pointer: '/lastDay', code: 'out_of_range', message: outsideCommune })
  }
  const [record] = await runNamed<{ period: string }>(tx, LAST_RECORD, [known.id])
  if (record && lastDay < lastDayOf(record.period)) {
    faults.push({ pointer: '/lastDay', code: 'village_on_record', message: recordAfter(record.period) })
  }
  const others = (await listVillages(tx, commune.id)).filter(({ id }) => id !== known.id)
  const found = successors.flatMap((code, index) => {
    const successor = others.find((other) => other.code === code && isValidOn(other, addDays(lastDay, 1)))
    if (successor) return [successor]
    faults.push({ pointer: `/successors/${index}`, code: 'unknown_village', message: unknownSuccessor(code) })
    return []
  })
  if (faults.length > 0) throw unprocessable('village_invalid', faults)

  const successorIds = [...new Set(found.map(({ id }) => id))]
  await endVillage(tx, known.id, { lastDay, basis: tidy(basis), successorIds })
  await countVersion(tx, known.id)
  return {
    action: 'village.ended',
    subject: { kind: 'unit', key: known.uid },
    old: { validTo: known.validTo },
    new: { lastDay, basis: tidy(basis), successors },
  }
}

const LAST_RECORD = {
  name: 'last-record-of-village',
  text: `select max(s.period) period from village_figures f join sheets s on s.id = f.sheet_id
    where f.village_id = $1 and s.status = 'consolidated' having max(s.period) is not null`,
}
