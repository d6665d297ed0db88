import { enableAutoUnmount, flushPromises } from '@vue/test-utils'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openPage } from '@/testing/open-page'
import { problem, stubFetch } from '@/testing/stub-fetch'
import LiveUpdates from './LiveUpdates.vue'
import { noteNews } from './live-state'

const shown = (name: string) => ({ name, path: `/${name}`, component: LiveUpdates, props: { username: 'vpdp' } })

beforeEach(() => void stubFetch(() => problem(401, 'not_signed_in')))
enableAutoUnmount(afterEach)

test('that figures changed is told with the time, to eye and ear, and not of the next page', async () => {
  const { page, router } = await openPage('/first', [shown('first'), shown('second')])
  const sign = page.get('[role="status"]')
  expect(sign.text()).toBe('')
  noteNews()
  await flushPromises()
  expect(sign.text()).toMatch(/^Số liệu vừa được cập nhật lúc \d\d:\d\d$/)
  expect(sign.element.closest('.visually-hidden')).toBeNull()
  await router.push('/second')
  await flushPromises()
  expect(page.get('[role="status"]').text()).toBe('')
})
