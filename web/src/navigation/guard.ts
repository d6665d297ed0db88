import type { Router } from 'vue-router'
import { useSessionStore } from '@/stores/session'

/** Lets only public pages be seen without a session; the page asked for is kept for after signing in. */
export function guardNavigation(router: Router): void {
  router.beforeEach(async (to) => {
    const session = useSessionStore()
    await session.start()
    if (to.meta.isPublic === true || session.isSignedIn || session.startError !== undefined) return true
    const query = to.fullPath === '/' ? {} : { returnTo: to.fullPath }
    return { name: 'signIn', query, replace: true }
  })
}
