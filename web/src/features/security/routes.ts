import type { RouteRecordRaw } from 'vue-router'

export const routes: RouteRecordRaw[] = [
  {
    path: '/doi-mat-khau',
    name: 'changePassword',
    component: () => import('./ChangePasswordPage.vue'),
    meta: { title: 'security.password.title' },
  },
  {
    path: '/bao-mat',
    name: 'security',
    component: () => import('./SecurityPage.vue'),
    meta: { title: 'security.name' },
  },
  {
    path: '/bao-mat/xac-thuc-hai-lop',
    name: 'secondFactor',
    component: () => import('./SecondFactorPage.vue'),
    meta: { title: 'security.factor.title' },
  },
]
