import { expect, test } from 'vitest'
import type { VillageView } from '@ntm/shared/villages/wire'
import { beginVillage, checkVillage, toNewVillage, toRequest } from './village-draft'

const TODAY = '2019-07-22'
const village: VillageView = {
  ...{ uid: '23311-09', code: '23311-09', type: 'làng', name: 'Yang Roong', fullName: 'Làng Yang Roong' },
  ...{ validFrom: null, validTo: '2025-06-30', begunBasis: null, endedBasis: null },
  households: [{ households: 140, countedOn: '2019-01-01' }],
  hardships: [{ decision: '582/QĐ-TTg', from: '2017-04-28', to: '2020-12-31' }],
  ...{ successors: [], predecessors: [], isOnRecord: true, version: 1 },
}

test('what is left as it stands is not sent', () => {
  expect(toRequest(beginVillage(village, TODAY), village, TODAY)).toEqual({})
})

test('a count is told with its day, a decision with its days', () => {
  const draft = { ...beginVillage(village, TODAY), households: '1.145.0', decision: '433/QĐ-UBDT' }
  expect(checkVillage(draft)).toEqual([{ field: 'households', fault: 'notACount' }])
  expect(toRequest({ ...draft, households: '145' }, village, TODAY)).toEqual({
    households: { households: 145, countedOn: TODAY },
    hardship: { decision: '433/QĐ-UBDT', from: '2017-04-28', to: '2020-12-31' },
  })
})

test('no longer especially difficult: the decision ends yesterday', () => {
  expect(toRequest({ ...beginVillage(village, TODAY), isDifficult: false }, village, TODAY)).toEqual({
    hardship: { decision: '582/QĐ-TTg', from: '2017-04-28', to: '2019-07-21' },
  })
})

test('a new village needs a name; a day that is none is named', () => {
  const draft = { ...beginVillage(undefined, TODAY), validFrom: '31/13' }
  expect(checkVillage(draft)).toEqual([
    { field: 'name', fault: 'nameMissing' },
    { field: 'validFrom', fault: 'notADay' },
  ])
  expect(toNewVillage({ ...draft, name: ' 10 ', validFrom: '' }, TODAY)).toEqual({
    ...{ type: 'thôn', name: '10', validFrom: null, begunBasis: null },
  })
})

test('a decision that is ticked needs its number and first day', () => {
  expect(checkVillage({ ...beginVillage(undefined, TODAY), name: '10', isDifficult: true })).toEqual([
    { field: 'decision', fault: 'decisionMissing' },
    { field: 'difficultFrom', fault: 'notADay' },
  ])
})
