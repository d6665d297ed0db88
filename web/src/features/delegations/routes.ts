import type { RouteRecordRaw } from 'vue-router'

export const routes: RouteRecordRaw[] = [
  {
    // Also for those who hand nothing on: they see here what was handed to them, and hand it back.
    path: '/ky-thay',
    name: 'delegations',
    component: () => import('./DelegationPage.vue'),
    meta: { title: 'delegations.name' },
  },
]
