import type { RouteRecordRaw } from 'vue-router'

export const routes: RouteRecordRaw[] = [
  {
    path: '/xac-nhan',
    name: 'verifications',
    component: () => import('./VerificationPage.vue'),
    meta: { title: 'verifications.title', needs: 'assessments.read' },
  },
]
