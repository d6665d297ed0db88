import type { VillageList, VillageView } from '@ntm/shared/villages/wire'
import type { FoundCommune, FoundVillage } from './queries.js'

export function presentVillageList(
  { commune, parent }: FoundCommune,
  villages: readonly FoundVillage[],
  allowed: VillageList['allowed'],
): VillageList {
  return { commune, parent, villages: villages.map(presentVillage), allowed }
}

export function presentVillage(village: FoundVillage): VillageView {
  const { uid, code, type, name, fullName, validFrom, validTo, begunBasis, endedBasis } = village
  const { households, hardships, successors, predecessors, isOnRecord, version } = village
  return {
    ...{ uid, code, type, name, fullName, validFrom, validTo, begunBasis, endedBasis },
    ...{ households, hardships, successors, predecessors, isOnRecord, version },
  }
}
