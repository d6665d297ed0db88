import type { RouteRecordRaw } from 'vue-router'

// A feature adds its pages by having a `routes.ts`.
const features = import.meta.glob<{ routes: RouteRecordRaw[] }>('../features/*/routes.ts', { eager: true })

export interface FeatureRoute {
  /** Whose page it is: what it says stands in that folder. */
  feature: string
  route: RouteRecordRaw
}

export const featureRoutes: readonly FeatureRoute[] = Object.entries(features).flatMap(([path, { routes }]) =>
  routes.map((route) => ({ feature: path.split('/').at(-2) ?? '', route })),
)
