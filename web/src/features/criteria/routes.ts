import type { RouteRecordRaw } from 'vue-router'

export const routes: RouteRecordRaw[] = [
  {
    path: '/bo-tieu-chi/cong-bo',
    name: 'publishSet',
    component: () => import('./PublishPage.vue'),
    meta: { title: 'criteria.publish.name', needs: 'criteria.manage' },
  },
  {
    path: '/bo-tieu-chi/:code([a-z0-9-]+)?',
    name: 'criteriaSet',
    component: () => import('./CriteriaSetPage.vue'),
    props: true,
    meta: { title: 'criteria.name', needs: 'criteria.read' },
  },
  {
    path: '/bo-tieu-chi/:code([a-z0-9-]+)/so-lieu/:measure([0-9.]+[a-z]?)',
    name: 'measure',
    component: () => import('./MeasurePage.vue'),
    props: true,
    meta: { title: 'criteria.measure.name', needs: 'criteria.read' },
  },
  {
    path: '/bo-tieu-chi/:code([a-z0-9-]+)/thu',
    name: 'testBench',
    component: () => import('./TestBenchPage.vue'),
    props: true,
    meta: { title: 'criteria.bench.name', needs: 'criteria.read' },
  },
]
