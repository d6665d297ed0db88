import type { RouteRecordRaw } from 'vue-router'
import { askOverview } from './ask-ahead'

export const routes: RouteRecordRaw[] = [
  {
    path: '/tong-quan/:unit(\\d{2,10})?',
    name: 'overview',
    component: () => import('./OverviewPage.vue'),
    meta: { title: 'analysis.overview.name', asks: askOverview },
  },
  {
    path: '/ma-tran/:unit(\\d{2,10})?',
    name: 'matrix',
    component: () => import('./MatrixPage.vue'),
    meta: { title: 'analysis.matrix.name' },
  },
  {
    path: '/ban-do/:unit(\\d{2,10})?',
    name: 'map',
    component: () => import('./MapPage.vue'),
    meta: { title: 'analysis.map.name' },
  },
  {
    path: '/xa/:unit(\\d{2,10})',
    name: 'profile',
    component: () => import('./ProfilePage.vue'),
    meta: { title: 'analysis.profile.name' },
  },
  {
    path: '/so-sanh',
    name: 'compare',
    component: () => import('./ComparePage.vue'),
    meta: { title: 'analysis.compare.name' },
  },
]
