import type { RouteRecordRaw } from 'vue-router'

export const routes: RouteRecordRaw[] = [
  {
    path: '/nguoi-chiu-trach-nhiem',
    name: 'accountables',
    component: () => import('./AccountableListPage.vue'),
    meta: { title: 'accountables.name', needs: 'units.read' },
  },
  {
    path: '/nguoi-chiu-trach-nhiem/:unit(\\d{2,10})',
    name: 'accountable',
    component: () => import('./AccountablePage.vue'),
    props: true,
    meta: { title: 'accountables.name', needs: 'units.read' },
  },
]
