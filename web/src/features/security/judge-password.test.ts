import { expect, test } from 'vitest'
import { countSigns, judgePassword } from './judge-password'

const person = { username: 'huyen.615', displayName: 'Y Thảo Kbuôr' }
const statuses = (password: string) => judgePassword(password, person).map(({ status }) => status)

test('while a password is too short nothing is held against it yet', () => {
  expect(statuses('')).toEqual(['missing', 'missing', 'missing'])
  expect(statuses('matkhau1234')).toEqual(['missing', 'missing', 'missing'])
})

test('long enough and of one’s own keeps every rule', () => {
  expect(statuses('suối trong chảy qua làng')).toEqual(['met', 'met', 'met'])
})

test('common words and the own name break the rule that is about them, and only that', () => {
  expect(statuses('matkhau123456')).toEqual(['met', 'notMet', 'met'])
  expect(statuses('thao.kbuor.1990')).toEqual(['met', 'met', 'notMet'])
})

test('more than the service takes breaks the rule of length', () => {
  expect(statuses('nương rẫy xanh '.repeat(10))).toEqual(['notMet', 'met', 'met'])
})

test('a letter with its marks is one sign, however it is written', () => {
  expect(countSigns('ệ')).toBe(1)
  expect(countSigns('ệ'.normalize('NFD'))).toBe(1)
})
