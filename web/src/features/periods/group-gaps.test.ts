import { expect, test } from 'vitest'
import { groupGaps } from './group-gaps'
import { buildUnit } from './testing/builders'

const gap = (code: string, parent: string, status: 'draft' | 'submitted' | 'notStarted') => ({
  unit: buildUnit(code, `Xã ${code}`),
  parent: buildUnit(parent, `Huyện ${parent}`),
  status,
})

test('communes are listed by state, what is nearest to the record first, and by district', () => {
  const gaps = [gap('23500', '615', 'notStarted'), gap('23300', '610', 'submitted'), gap('23501', '615', 'submitted')]
  expect(
    groupGaps([...gaps, gap('23502', '615', 'submitted')]).map(({ status, communes, districts }) => [
      status,
      communes,
      districts.map(({ parent, units }) => [parent.code, units.map(({ code }) => code)]),
    ]),
  ).toEqual([
    [
      'submitted',
      3,
      [
        ['610', ['23300']],
        ['615', ['23501', '23502']],
      ],
    ],
    ['notStarted', 1, [['615', ['23500']]]],
  ])
})

test('no gap makes no group', () => {
  expect(groupGaps([])).toEqual([])
})
