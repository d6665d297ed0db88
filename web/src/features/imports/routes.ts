import type { RouteRecordRaw } from 'vue-router'

export const routes: RouteRecordRaw[] = [
  {
    path: '/excel',
    name: 'imports',
    component: () => import('./ImportListPage.vue'),
    meta: { title: 'imports.name' },
  },
  {
    path: '/excel/cac-nam-truoc',
    name: 'pastResults',
    component: () => import('./PastResultsPage.vue'),
    meta: { title: 'imports.past.title' },
  },
  {
    path: '/excel/:id',
    name: 'import',
    component: () => import('./ImportPage.vue'),
    meta: { title: 'imports.one' },
  },
]
