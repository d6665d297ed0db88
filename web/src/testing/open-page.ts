import { VueQueryPlugin, type VueQueryPluginOptions } from '@tanstack/vue-query'
import { flushPromises, mount } from '@vue/test-utils'
import { createPinia, setActivePinia } from 'pinia'
import { createMemoryHistory, createRouter, RouterView, type RouteRecordRaw } from 'vue-router'
import type { AccountView } from '@ntm/shared/access/wire'
import { createQueryClient } from '@/api/query-client'
import '@/i18n/i18n'
import { useSessionStore } from '@/stores/session'

const ACCOUNT: AccountView = {
  username: 'vpdp',
  displayName: 'Văn phòng Điều phối',
  roles: [],
  duty: null,
  permissions: ['results.read', 'assessments.read', 'periods.read'],
}

/** A page of another feature, which links lead to. */
export function linkedPage(name: string, path: string): RouteRecordRaw {
  return { name, path, component: { render: () => null }, meta: { title: name } }
}

/**
 * Opens an address of the given routes as a person of the provincial office who is signed in, on 22 July 2019.
 * `fetch` is to be stubbed before; the page is given time to receive what it asks for at once.
 */
export async function openPage(
  address: string,
  routes: readonly RouteRecordRaw[],
  /** What differs in the account of whoever is signed in. */
  account: Partial<AccountView> = {},
) {
  const pinia = createPinia()
  setActivePinia(pinia)
  const session = useSessionStore()
  session.account = { ...ACCOUNT, ...account }
  session.service = {
    demo: true,
    today: '2019-07-22',
    currentPeriod: '2019-07',
    province: '62',
    outsideSignIn: null,
  }

  const router = createRouter({ history: createMemoryHistory(), routes })
  await router.push(address)
  const client = createQueryClient()
  const queries: [typeof VueQueryPlugin, VueQueryPluginOptions] = [VueQueryPlugin, { queryClient: client }]
  const page = mount(RouterView, { global: { plugins: [pinia, router, queries] }, attachTo: document.body })
  await flushPromises()
  await flushPromises()
  return { page, router, client }
}
