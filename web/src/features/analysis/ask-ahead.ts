import { isDay } from '@ntm/shared/periods/period'
import type { Visit } from '@/navigation/bring-page'
import { readBasis } from './bases'
import { periodOfView, unitOfView } from './place-of-view'

/** The question of `useOverview`. */
export function askOverview({ params, query, account, service, ask }: Visit): void {
  const [period, map] = [query.get('period'), query.get('map')]
  void ask('overview', {
    unit: unitOfView(params.unit, account, service),
    period: periodOfView(period, service),
    basis: readBasis(query.get('basis')),
    map: map !== null && isDay(map) ? map : undefined,
  })
}
