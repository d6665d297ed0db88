import {
  createRouter,
  createWebHistory,
  type RouteLocationNormalized,
  type RouteRecordRaw,
  type Router,
  type RouterHistory,
} from 'vue-router'
import { loadMessages } from './i18n/i18n'
import { guardNavigation } from './navigation/guard'
import { placeAfterNavigation } from './navigation/place'

// A feature adds its pages by having a `routes.ts`.
const features = import.meta.glob<{ routes: RouteRecordRaw[] }>('./features/*/routes.ts', { eager: true })

/** Whose page it is, by the name of its route: what it says stands in that folder. */
const featureOf = new Map(
  Object.entries(features).flatMap(([path, { routes }]) =>
    routes.map(({ name }) => [name, path.split('/').at(-2) ?? ''] as const),
  ),
)

function bringMessages(router: Router): void {
  const load = async ({ name }: RouteLocationNormalized): Promise<void> => {
    const feature = featureOf.get(name ?? undefined)
    if (feature !== undefined) await loadMessages(feature)
  }
  // Begun beside the session's first questions and the page's own code; waited for only at the end.
  router.beforeEach((to) => void load(to).catch(() => undefined))
  router.beforeResolve(load)
}

export function createAppRouter(history: RouterHistory = createWebHistory()): Router {
  const router = createRouter({
    history,
    routes: [
      ...Object.values(features).flatMap((feature) => feature.routes),
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
  bringMessages(router)
  guardNavigation(router)
  placeAfterNavigation(router)
  return router
}
