import type { RouteRecordRaw } from 'vue-router'
import SignInPage from './SignInPage.vue'

export const routes: RouteRecordRaw[] = [
  {
    path: '/dang-nhap',
    name: 'signIn',
    // With the first file, not after it: whoever comes anew sees this page first.
    component: SignInPage,
    meta: { title: 'access.title', isPublic: true },
  },
]
