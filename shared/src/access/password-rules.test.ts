import { expect, test } from 'vitest'
import { findPasswordFault } from './password-rules.js'

const person = { username: 'xa.23512', displayName: 'Rơ Châm Hyưi Blao' }

test.each([
  ['eleven characters are too few', 'cỏ bồng bay', 'too_short'],
  ['twelve characters are enough', 'cỏ bồng bênh', undefined],
  ['a character with marks counts once, however it is written', 'cỏ bồng bênh'.normalize('NFD'), undefined],
  ['128 characters are still taken', 'bốn con voi '.repeat(11).slice(0, 128), undefined],
  ['129 are too many', 'bốn con voi '.repeat(11).slice(0, 129), 'too_long'],
  ['a sentence of ordinary words is a good password', 'con trâu ăn lúa bên bờ suối', undefined],
  ['what a generator makes is a good password, with or without letters', '9$7@2!8#4%6^', undefined],
  ['no capital, no digit and no sign is asked for', 'khoai lang nướng', undefined],
] as const)('%s', (_rule, password, fault) => {
  expect(findPasswordFault(password, person)).toBe(fault)
})

test.each([
  'matkhau123456',
  'Mật khẩu 2019!',
  'M@tkh4u123456',
  'P@$$w0rd12345',
  'kontum2019kontum',
  'KonTum@2019!!!!',
  'NongThonMoi@2019',
  'nông thôn mới 2020',
  'qwertyuiop[]12',
  'asdfghjkl12345',
  'abcdefghijkl',
  'aaaaaaaaaaaaaaa',
  '123456789012',
  '062090001234',
  'vpdp.kontum.2019',
  'Admin@123456789',
  'ubndhuyendakha1',
])('“%s” is common', (password) => {
  expect(findPasswordFault(password, person)).toBe('common')
})

test.each(['hyui.blao.1985', 'RơChâmHyưiBlao', 'Châm-Blao-2019'])('“%s” is made of the own name', (password) => {
  expect(findPasswordFault(password, person)).toBe('personal')
  expect(findPasswordFault(`${password} và bờ suối`, person)).toBeUndefined()
})
