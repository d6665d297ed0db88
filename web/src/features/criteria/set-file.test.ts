import { expect, test } from 'vitest'
import type { CriteriaSetFile } from '@ntm/shared/criteria/set-file-wire'
import { xa2016To2020 } from '@ntm/shared/criteria/sets/xa-2016-2020'
import { judgeBench, meetAll } from './judge-bench'
import { headOf, parseSetFile, viewOfFile } from './set-file'

const file = JSON.parse(JSON.stringify(xa2016To2020)) as CriteriaSetFile

test('a set of a file can be tried like one that is published', () => {
  const set = viewOfFile(file)
  expect(set.groups.flatMap(({ criteria }) => criteria.map(({ number }) => number))).toHaveLength(19)
  expect(judgeBench(set, meetAll(set, String)).summary).toEqual({ met: 19, notMet: 0, incomplete: 0 })
  expect(judgeBench(set, new Map([['5.1', '69,9']])).criteria.get(5)).toBe('notMet')
})

test('what is no set is no file, and says so rather than fail', () => {
  expect(parseSetFile('{"code": "xa-2021"}')).toEqual({ code: 'xa-2021' })
  for (const text of ['', '[]', '5', 'null', '{']) expect(parseSetFile(text)).toBeUndefined()
  expect(headOf({ code: 5, validFrom: '2021-01-01' })).toEqual({ code: '', month: '2021-01' })
})
