import { enableAutoUnmount, flushPromises } from '@vue/test-utils'
import { afterEach, expect, test } from 'vitest'
import { openPage } from '@/testing/open-page'
import { problem, stubFetch } from '@/testing/stub-fetch'
import { routes } from './routes'

enableAutoUnmount(afterEach)

test('sessions are left out by a tick that lives in the address, unless one kind of them is asked for', async () => {
  const seen = stubFetch(({ url }) =>
    url.startsWith('/api/v1/audit')
      ? { body: { data: [], page: { next: null, limit: 50 } } }
      : problem(404, 'not_found'),
  )
  const { page, router } = await openPage('/nhat-ky?account=vpdp', routes)
  const lastAsked = () =>
    new URL(seen.filter(({ url }) => url.startsWith('/api/v1/audit')).at(-1)?.url ?? '', 'http://x').search
  expect(lastAsked()).toBe('?account=vpdp')
  await page.get('input[type="checkbox"]').setValue(true)
  await flushPromises()
  expect(router.currentRoute.value.query).toEqual({ account: 'vpdp', without: 'sessions' })
  expect(lastAsked()).toBe('?account=vpdp&without=sessions')

  await page.get('select').setValue('session.renewed')
  await flushPromises()
  expect(lastAsked()).toBe('?account=vpdp&action=session.renewed')
  expect(page.find('input[type="checkbox"]').exists()).toBe(false)
})
