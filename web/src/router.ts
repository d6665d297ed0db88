import {
  createRouter,
  createWebHistory,
  loadRouteLocation,
  type RouteLocationNormalized,
  type Router,
  type RouterHistory,
} from 'vue-router'
import { loadMessages } from './i18n/i18n'
import { featureRoutes } from './navigation/feature-routes'
import { guardNavigation } from './navigation/guard'
import { placeAfterNavigation } from './navigation/place'
import { useSessionStore } from './stores/session'

/** Whose page it is, by the name of its route. */
const featureOf = new Map(featureRoutes.map(({ feature, route }) => [route.name, feature] as const))

/** Fetches the code of a page beside the session's first questions, unless they can only end at the sign-in page. */
function bringCode(router: Router): void {
  router.beforeEach((to) => {
    const session = useSessionStore()
    void session.start()
    if (to.meta.isPublic !== true && !session.mayHaveSession()) return
    void loadRouteLocation(to).catch(() => undefined)
  })
}

function bringMessages(router: Router): void {
  const load = async ({ name, meta }: RouteLocationNormalized): Promise<void> => {
    const feature = featureOf.get(name ?? undefined)
    if (feature !== undefined) await loadMessages(feature, meta.hasLateTexts === true ? ['messages'] : undefined)
  }
  // Begun beside the session's first questions and the page's own code; waited for only at the end.
  router.beforeEach((to) => void load(to).catch(() => undefined))
  router.beforeResolve(load)
}

export function createAppRouter(history: RouterHistory = createWebHistory()): Router {
  const router = createRouter({
    history,
    routes: [
      ...featureRoutes.map(({ route }) => route),
      {
        path: '/:path(.*)*',
        name: 'notFound',
        component: () => import('./shell/NotFoundPage.vue'),
        meta: { title: 'shell.notFound.title' },
      },
    ],
    // eslint-disable-next-line @typescript-eslint/no-deprecated -- its successor is still an experiment
    scrollBehavior: (to, from, saved) => {
      if (saved) return saved
      // A filter in the address is not a new page: the reader stays where they are.
      if (to.path === from.path) return false
      // What the hash names may not have been fetched yet; its page then goes there itself.
      const place = to.hash === '' ? null : document.getElementById(decodeURIComponent(to.hash.slice(1)))
      return place ? { el: place } : { top: 0 }
    },
  })
  bringCode(router)
  bringMessages(router)
  guardNavigation(router)
  placeAfterNavigation(router)
  return router
}
