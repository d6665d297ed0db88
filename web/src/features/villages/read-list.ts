import type { VillageView } from '@ntm/shared/villages/wire'

/** The count that holds on a day: the latest before it. */
export function householdsOn({ households }: VillageView, day: string) {
  return households.find(({ countedOn }) => countedOn <= day)
}

export function hardshipOn({ hardships }: VillageView, day: string) {
  return hardships.find(({ from, to }) => from <= day && (to === null || day <= to))
}

/** Whether the village has ended, or ends with a decision that is known already. */
export const hasEnd = ({ endedBasis }: VillageView): boolean => endedBasis !== null
