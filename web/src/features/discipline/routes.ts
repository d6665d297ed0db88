import type { RouteRecordRaw } from 'vue-router'

export const routes: RouteRecordRaw[] = [
  {
    path: '/ky-luat-bao-cao/:unit(\\d{2,10})?',
    name: 'discipline',
    component: () => import('./DisciplinePage.vue'),
    meta: { title: 'discipline.name', needs: 'results.read' },
  },
]
