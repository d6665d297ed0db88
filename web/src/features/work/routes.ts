import type { RouteRecordRaw } from 'vue-router'
import { askWork } from './ask-ahead'

export const routes: RouteRecordRaw[] = [
  { path: '/', name: 'work', component: () => import('./WorkPage.vue'), meta: { title: 'work.title', asks: askWork } },
]
