import { createRouter, createWebHistory, type RouteRecordRaw, type Router, type RouterHistory } from 'vue-router'
import { guardNavigation } from './navigation/guard'
import { placeAfterNavigation } from './navigation/place'

// A feature adds its pages by having a `routes.ts`.
const features = import.meta.glob<{ routes: RouteRecordRaw[] }>('./features/*/routes.ts', { eager: true })

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
  guardNavigation(router)
  placeAfterNavigation(router)
  return router
}
