import { lastDayOf } from '@ntm/shared/periods/period'
import type { PeriodView } from '@ntm/shared/periods/wire'
import type { Catalogue } from '../criteria/queries.js'
import type { PeriodDays } from './queries.js'

/** @param imported - Months of which results were imported. */
export function presentPeriod(days: PeriodDays, sets: readonly Catalogue[], imported: readonly string[]): PeriodView {
  const { period, opensOn, dueOn, locksOn, consolidatedAt } = days
  const day = lastDayOf(period)
  const set = sets.find(({ validFrom, validTo }) => validFrom <= day && (validTo === null || day <= validTo))
  const criteriaSet = set?.code ?? null
  return {
    ...{ period, opensOn, dueOn, locksOn, criteriaSet },
    consolidatedAt: consolidatedAt?.toISOString() ?? null,
    isImported: imported.includes(period),
  }
}
