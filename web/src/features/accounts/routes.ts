import type { RouteRecordRaw } from 'vue-router'

export const routes: RouteRecordRaw[] = [
  {
    path: '/tai-khoan',
    name: 'accounts',
    component: () => import('./AccountListPage.vue'),
    meta: { title: 'accounts.name', needs: 'accounts.read' },
  },
  {
    path: '/tai-khoan/moi',
    name: 'newAccount',
    component: () => import('./NewAccountPage.vue'),
    meta: { title: 'accounts.new.title', needs: 'accounts.manage' },
  },
  {
    // One called “moi” is reached all the same: the record page has a path of its own.
    path: '/tai-khoan/ho-so/:username',
    name: 'account',
    component: () => import('./AccountPage.vue'),
    props: true,
    meta: { title: 'accounts.name', needs: 'accounts.read' },
  },
]
