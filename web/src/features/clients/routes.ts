import type { RouteRecordRaw } from 'vue-router'

export const routes: RouteRecordRaw[] = [
  {
    path: '/may-khach',
    name: 'clients',
    component: () => import('./ClientListPage.vue'),
    meta: { title: 'clients.name', needs: 'accounts.read' },
  },
  {
    path: '/may-khach/moi',
    name: 'newClient',
    component: () => import('./NewClientPage.vue'),
    meta: { title: 'clients.new.title', needs: 'accounts.manage' },
  },
  {
    path: '/may-khach/:id(ntm_[a-z0-9]+)',
    name: 'client',
    component: () => import('./ClientPage.vue'),
    props: true,
    meta: { title: 'clients.name', needs: 'accounts.read' },
  },
]
