import type { AccountView, ServiceView } from '@ntm/shared/access/wire'
import { isPeriod, previousPeriod } from '@ntm/shared/periods/period'

/** The unit of an analysis page: that of its address, else the reader's own above the communes, else the province. */
export function unitOfView(
  asked: unknown,
  account: Pick<AccountView, 'roles'> | undefined,
  service: Pick<ServiceView, 'province'> | undefined,
): string {
  if (typeof asked === 'string' && asked !== '') return asked
  const home = account?.roles.find((grant) => grant.unit !== null)?.unit
  return home && home.kind !== 'commune' && home.kind !== 'village' ? home.code : (service?.province ?? '')
}

/** The month of its address, else the last whole one: the month under way has no results to speak of yet. */
export function periodOfView(asked: unknown, service: Pick<ServiceView, 'currentPeriod'> | undefined): string {
  return typeof asked === 'string' && isPeriod(asked) ? asked : previousPeriod(service?.currentPeriod ?? '')
}
