import type { RouteLocationNormalized, RouteLocationRaw, Router } from 'vue-router'
import type { Duty } from '@ntm/shared/access/roles'
import { useSessionStore } from '@/stores/session'
import { findReturnTarget } from './return-to'

/** The one page that is open while something has to be done first. */
const DUTY_PAGES: Readonly<Record<Duty, string>> = {
  changePassword: 'changePassword',
  enrolSecondFactor: 'secondFactor',
}

/**
 * Lets only public pages be seen without a session, only the page of a duty while there is one, and no page that the
 * account may not open; the page asked for is kept for afterwards.
 */
export function guardNavigation(router: Router): void {
  router.beforeEach(async (to): Promise<true | RouteLocationRaw> => {
    const session = useSessionStore()
    await session.start()
    if (to.name === 'signIn' && session.isSignedIn) return findReturnTarget(router, to.query.returnTo)
    if (to.meta.isPublic === true || session.startError !== undefined) return true
    const query = to.fullPath === '/' ? {} : { returnTo: to.fullPath }
    if (!session.isSignedIn) return { name: 'signIn', query, replace: true }
    if (session.duty !== null) {
      const name = DUTY_PAGES[session.duty]
      return to.name === name || { name, query: keepReturn(to, query), replace: true }
    }
    // Like an unknown address: what one may not open is not spoken of.
    if (to.meta.needs !== undefined && !session.can(to.meta.needs)) {
      return { name: 'notFound', params: { path: to.path.slice(1).split('/') }, query: to.query, replace: true }
    }
    return true
  })
}

/** From the page of one duty to that of the next, the page that was wanted at first is not forgotten. */
function keepReturn(to: RouteLocationNormalized, query: { returnTo?: string }): { returnTo?: string } {
  if (!Object.values(DUTY_PAGES).includes(String(to.name))) return query
  return typeof to.query.returnTo === 'string' ? { returnTo: to.query.returnTo } : {}
}
