import type { RouteRecordRaw } from 'vue-router'

export const routes: RouteRecordRaw[] = [
  {
    path: '/thong-bao',
    name: 'notices',
    component: () => import('./NoticeListPage.vue'),
    meta: { title: 'notices.name' },
  },
]
