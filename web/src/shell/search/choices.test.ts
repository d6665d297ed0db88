import { afterEach, expect, test } from 'vitest'
import { listRecent, rememberChoice, type Choice } from './choices'

afterEach(() => localStorage.clear())
const choice = (key: string): Choice => ({
  key,
  label: key,
  detail: '',
  to: { name: 'profile', params: { unit: key } },
})

test('the latest stands first, each once, six at most, and each account has its own', () => {
  for (const key of ['1', '2', '3', '4', '5', '6', '7', '3']) rememberChoice('vpdp', choice(key), localStorage)
  rememberChoice('ubnd', choice('9'), localStorage)
  expect(listRecent('vpdp', localStorage).map(({ key }) => key)).toEqual(['3', '7', '6', '5', '4', '2'])
})

test.each(['', '{', '{"a":1}', '[null, 1, {"key":"x"}]'])('what is kept as %s is no choice', (kept) => {
  localStorage.setItem('ntm.search.vpdp', kept)
  expect(listRecent('vpdp', localStorage)).toEqual([])
})
