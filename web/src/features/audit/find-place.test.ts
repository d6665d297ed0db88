import { expect, test } from 'vitest'
import { findPlaces } from './find-place'

const codeOf = (uid: string) => (uid === '23473-2' ? '23473' : undefined)
const labels = (kind: string, key: string[]) => findPlaces(kind, key, codeOf).map(({ label }) => label)

test.each([
  ['assessment', ['23473-2', '2019-07'], ['sheet', 'allMonths']],
  ['assessment', ['23473-2'], ['profile']],
  ['assessment', ['gone', '2019-07'], []],
  ['unit', ['23473-2'], ['unit', 'sheets']],
  ['unit', ['gone'], ['sheets']],
  ['account', ['hanh'], ['account', 'acts']],
  ['client', ['ntm_abc'], ['client']],
  ['period', ['2019-06'], []],
])('from the trail of %s %j one gets to %j', (kind, key, expected) => {
  expect(labels(kind, key)).toEqual(expected)
})

test('a unit is addressed by its code, not by its uid', () => {
  expect(findPlaces('assessment', ['23473-2', '2019-07'], codeOf)[0]?.to).toMatchObject({
    name: 'sheet',
    params: { unit: '23473', period: '2019-07' },
  })
})
