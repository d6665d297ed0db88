import type { RouteRecordRaw } from 'vue-router'

export const routes: RouteRecordRaw[] = [
  {
    path: '/dang-nhap',
    name: 'signIn',
    component: () => import('./SignInPage.vue'),
    meta: { title: 'access.title', isPublic: true },
  },
]
