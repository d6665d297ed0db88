import type { RouteRecordRaw } from 'vue-router'

export const routes: RouteRecordRaw[] = [
  {
    path: '/ky-bao-cao',
    name: 'periods',
    component: () => import('./PeriodListPage.vue'),
    meta: { title: 'periods.name', needs: 'periods.read' },
  },
  {
    path: '/ky-bao-cao/:period(\\d{4}-\\d{2})/tong-hop',
    name: 'consolidation',
    component: () => import('./ConsolidationPage.vue'),
    props: true,
    meta: { title: 'periods.consolidation.name', needs: 'periods.consolidate' },
  },
]
