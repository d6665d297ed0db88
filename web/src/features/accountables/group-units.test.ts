import { expect, test } from 'vitest'
import { groupUnits, listAnswering, type ListedUnit } from './group-units'

const chairman = { name: 'A Thành', title: 'Chủ tịch' }

function build(kind: ListedUnit['kind'], code: string, change: Partial<ListedUnit> = {}): ListedUnit {
  const names = { uid: code, code, kind, type: kind, name: code, fullName: `${kind} ${code}` }
  const days = { validFrom: null, validTo: null }
  return { ...names, ...days, parentCode: '62', inProgramme: true, accountable: chairman, ...change }
}

const units = [
  build('district', '614', { accountable: null }),
  build('district', '615'),
  build('province', '62', { parentCode: null }),
  build('commune', '23501', { parentCode: '614' }),
  build('commune', '23512', { parentCode: '615', accountable: null }),
  build('commune', '23515', { parentCode: '615' }),
]
const codes = (choices: Partial<Parameters<typeof groupUnits>[1]>) =>
  groupUnits(units, { district: '', isMissingOnly: false, ...choices }).map(({ unit, communes }) => [
    unit.code,
    ...communes.map(({ code }) => code),
  ])

test('the province comes first, then each district with its communes', () => {
  expect(codes({})).toEqual([['62'], ['614', '23501'], ['615', '23512', '23515']])
})

test('of units without an official, communes keep the head of their district', () => {
  expect(codes({ isMissingOnly: true })).toEqual([['614'], ['615', '23512']])
})

test('one district alone', () => {
  expect(codes({ district: '615' })).toEqual([['615', '23512', '23515']])
  expect(codes({ district: '615', isMissingOnly: true })).toEqual([['615', '23512']])
})

test('wards outside the programme and villages have no results to answer for', () => {
  const others = [build('commune', '23284', { inProgramme: false }), build('village', '001')]
  expect(listAnswering([...units, ...others])).toEqual(units)
})
