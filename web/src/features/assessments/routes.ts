import type { RouteRecordRaw } from 'vue-router'
import { askSheet } from './ask-ahead'

const PLACE = ':unit(\\d{2,10})/:period(\\d{4}-\\d{2})'

export const routes: RouteRecordRaw[] = [
  {
    path: '/phieu',
    name: 'sheets',
    component: () => import('./SheetListPage.vue'),
    meta: { title: 'assessments.list.title' },
  },
  {
    path: `/phieu/${PLACE}`,
    name: 'sheet',
    component: () => import('./SheetPage.vue'),
    meta: { title: 'assessments.sheet', asks: askSheet, hasLateTexts: true },
    props: true,
  },
  {
    path: `/phieu/${PLACE}/lich-su`,
    name: 'sheetHistory',
    component: () => import('./SheetHistoryPage.vue'),
    meta: { title: 'assessments.story.name' },
    props: true,
  },
  {
    path: `/duyet/${PLACE}`,
    name: 'review',
    component: () => import('./ReviewPage.vue'),
    meta: { title: 'assessments.review.name' },
    props: true,
  },
]
