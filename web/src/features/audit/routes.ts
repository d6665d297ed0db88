import type { RouteRecordRaw } from 'vue-router'

export const routes: RouteRecordRaw[] = [
  {
    path: '/nhat-ky',
    name: 'audit',
    component: () => import('./AuditPage.vue'),
    meta: { title: 'audit.name', needs: 'audit.read' },
  },
  {
    // Of one record: `/nhat-ky/ho-so/assessment/23512/2019-07`.
    path: '/nhat-ky/ho-so/:kind([a-z]+)/:parts+',
    name: 'trail',
    component: () => import('./TrailPage.vue'),
    props: true,
    meta: { title: 'audit.trail.name', needs: 'audit.read' },
  },
]
