import type { ProblemError } from '@ntm/shared/problems/wire'
import type { VillagePatch, VillageRequest } from '@ntm/shared/villages/wire'
import type { Database } from '../../db/client.js'
import { unprocessable } from '../../errors.js'
import { afterEnd, hardshipOverlaps, hardshipReversed, onRecord, outsideCommune, sameName } from './messages.js'
import type { FoundCommune, FoundVillage } from './queries.js'
import { correctVillage, countVersion, writeHardship, writeHouseholds, type NewVillage } from './write-villages.js'

// Some turn text around, others nobody sees: with them two names look alike.
const UNSEEN = /[\p{Cc}\p{Cf}\p{Co}]/gu

/** Names and words as they are kept: composed, of signs that are seen, without blanks at the ends or double ones within. */
export function tidy(text: string): string {
  return text.normalize('NFC').replace(/\s/gu, ' ').replace(UNSEEN, '').replace(/\s+/g, ' ').trim()
}

/** What is asked for, over what is known; what the request leaves out stays. */
export function readVillage(request: VillagePatch, known?: FoundVillage): NewVillage {
  const { type, name, validFrom, begunBasis } = request
  return {
    type: type ?? known?.type ?? 'thôn',
    name: name === undefined ? (known?.name ?? '') : tidy(name),
    validFrom: validFrom === undefined ? (known?.validFrom ?? null) : validFrom,
    begunBasis: begunBasis === undefined ? (known?.begunBasis ?? null) : begunBasis && tidy(begunBasis),
  }
}

/** @throws AppError 422 naming everything that breaks a rule. */
export function requireSound(
  wanted: NewVillage,
  request: VillagePatch,
  { commune, others, known }: { commune: FoundCommune; others: readonly FoundVillage[]; known?: FoundVillage },
): void {
  const faults: ProblemError[] = []
  const { type, name, validFrom } = wanted
  const isRenamed = known && (known.type !== type || known.name !== name || known.validFrom !== validFrom)
  if (isRenamed && known.isOnRecord) faults.push({ pointer: '/name', code: 'village_on_record', message: onRecord })

  const isOutside =
    validFrom !== null && (validFrom < (commune.validFrom ?? '') || validFrom > (commune.validTo ?? '9999-12-31'))
  if (isOutside) faults.push({ pointer: '/validFrom', code: 'out_of_range', message: outsideCommune })
  if (known?.validTo && validFrom !== null && validFrom > known.validTo) {
    faults.push({ pointer: '/validFrom', code: 'out_of_range', message: afterEnd })
  }

  const twin = others.find(
    (other) =>
      other.uid !== known?.uid &&
      `${other.type} ${other.name}`.toLocaleLowerCase('vi') === `${type} ${name}`.toLocaleLowerCase('vi') &&
      (other.validTo ?? '9999-12-31') >= (validFrom ?? '') &&
      (other.validFrom ?? '') <= (known?.validTo ?? '9999-12-31'),
  )
  if (twin) faults.push({ pointer: '/name', code: 'name_taken', message: sameName(twin.fullName) })

  const { hardship } = request
  if (hardship && hardship.to !== null && hardship.to < hardship.from) {
    faults.push({ pointer: '/hardship/to', code: 'out_of_range', message: hardshipReversed })
  } else if (hardship && known?.hardships.some(({ from }) => from > hardship.from && from <= (hardship.to ?? '9999'))) {
    faults.push({ pointer: '/hardship/to', code: 'overlaps', message: hardshipOverlaps })
  }
  if (faults.length > 0) throw unprocessable('village_invalid', faults)
}

/** Writes what a request says of a village that is there. */
export async function changeVillage(
  tx: Database,
  known: FoundVillage,
  wanted: NewVillage,
  request: VillagePatch,
): Promise<void> {
  await correctVillage(tx, known.id, wanted)
  await writeFacts(tx, known.id, request)
  await countVersion(tx, known.id)
}

export async function writeFacts(
  tx: Database,
  id: number,
  { households, hardship }: Pick<VillageRequest, 'households' | 'hardship'>,
): Promise<void> {
  if (households) await writeHouseholds(tx, id, households)
  if (hardship) await writeHardship(tx, id, { ...hardship, decision: tidy(hardship.decision) })
}
