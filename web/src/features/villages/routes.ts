import type { RouteRecordRaw } from 'vue-router'

const COMMUNE = ':unit(\\d{2,10})'

export const routes: RouteRecordRaw[] = [
  {
    path: `/thon/${COMMUNE}?`,
    name: 'villages',
    component: () => import('./VillageMatrixPage.vue'),
    meta: { title: 'villages.name' },
  },
  {
    path: `/thon/${COMMUNE}/danh-sach`,
    name: 'villageList',
    component: () => import('./VillageListPage.vue'),
    meta: { title: 'villages.list.name' },
    props: true,
  },
  {
    path: `/thon/${COMMUNE}/:village(\\d{2,10}-\\d{2,3})`,
    name: 'village',
    component: () => import('./VillagePage.vue'),
    meta: { title: 'villages.name' },
    props: true,
  },
  {
    path: `/phieu/${COMMUNE}/:period(\\d{4}-\\d{2})/thon/:measure([\\d.]+[a-z]?)`,
    name: 'villageEntry',
    component: () => import('./VillageEntryPage.vue'),
    meta: { title: 'villages.entry.name' },
    props: true,
  },
]
