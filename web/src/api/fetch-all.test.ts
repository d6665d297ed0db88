import { expect, test } from 'vitest'
import { problem, stubFetch } from '@/testing/stub-fetch'
import { fetchAll } from './fetch-all'

test('a list on several pages comes whole and in order, counted as it comes', async () => {
  const seen = stubFetch(({ url }) =>
    url.includes('cursor=2')
      ? { body: { data: ['c'], page: { next: null } } }
      : { body: { data: ['a', 'b'], page: { next: '2' } } },
  )
  const told: number[] = []
  expect(await fetchAll<string>('accounts', { state: 'active' }, (rows) => told.push(rows))).toEqual(['a', 'b', 'c'])
  expect(told).toEqual([2, 3])
  expect(seen.map(({ url }) => url)).toEqual([
    '/api/v1/accounts?state=active&limit=500',
    '/api/v1/accounts?state=active&limit=500&cursor=2',
  ])
})

test('a page that is refused refuses the whole', async () => {
  stubFetch(({ url }) =>
    url.includes('cursor=') ? problem(503, 'busy') : { body: { data: ['a'], page: { next: '2' } } },
  )
  await expect(fetchAll('accounts', {}, () => undefined)).rejects.toMatchObject({ status: 503 })
})
