import { pickLead } from '@ntm/shared/criteria/pick-lead'
import { lastDayOf } from '@ntm/shared/periods/period'
import type { WaitingIndicator } from '@ntm/shared/work/wire'
import { pickCatalogue, type Catalogue } from '../criteria/queries.js'
import type { IndicatorCount } from './queries.js'

export type ListedIndicator = Pick<
  WaitingIndicator,
  'period' | 'indicator' | 'name' | 'nameEn' | 'agency' | 'agencyName'
>

/** Every indicator of every month, with the agency in charge on the month's last day. */
export function listIndicators(sets: readonly Catalogue[], periods: readonly string[]): ListedIndicator[] {
  return periods.flatMap((period) => {
    const day = lastDayOf(period)
    const indicators = pickCatalogue(sets, day)?.indicators ?? []
    return indicators.flatMap(({ code, name, nameEn, leads }) => {
      const lead = pickLead(leads, day)
      return lead ? [{ period, indicator: code, name, nameEn, agency: lead.agency, agencyName: lead.agencyName }] : []
    })
  })
}

/** In the order of the counts: what has waited longest first. */
export function presentWaiting(
  counts: readonly IndicatorCount[],
  indicators: readonly ListedIndicator[],
): WaitingIndicator[] {
  return counts.flatMap(({ period, indicator, waiting, changed, oldest }) => {
    const listed = indicators.find((each) => each.period === period && each.indicator === indicator)
    return listed ? [{ ...listed, waiting, changed, oldest: oldest.toISOString() }] : []
  })
}
