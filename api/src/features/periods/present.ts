import { lastDayOf } from '@ntm/shared/periods/period'
import type { PeriodView } from '@ntm/shared/periods/wire'
import type { Catalogue } from '../criteria/queries.js'
import type { PeriodDays } from './queries.js'

export function presentPeriod(days: PeriodDays, sets: readonly Catalogue[]): PeriodView {
  const { period, opensOn, dueOn, locksOn, consolidatedAt } = days
  const day = lastDayOf(period)
  const set = sets.find(({ validFrom, validTo }) => validFrom <= day && (validTo === null || day <= validTo))
  const criteriaSet = set?.code ?? null
  return { period, opensOn, dueOn, locksOn, consolidatedAt: consolidatedAt?.toISOString() ?? null, criteriaSet }
}
