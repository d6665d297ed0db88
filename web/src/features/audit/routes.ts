import type { RouteRecordRaw } from 'vue-router'

export const routes: RouteRecordRaw[] = [
  {
    path: '/nhat-ky',
    name: 'audit',
    component: () => import('./AuditPage.vue'),
    meta: { title: 'audit.name', needs: 'audit.read' },
  },
]
