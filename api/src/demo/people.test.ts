import { expect, test } from 'vitest'
import { AGENCIES } from '@ntm/shared/units/data/agencies'
import { listAccounts } from './demo-accounts.js'
import { nameOfficials } from './officials.js'

test('there is an account for each office, agency, district and commune, and no user name twice', () => {
  const usernames = listAccounts().map(({ username }) => username)
  expect(new Set(usernames).size).toBe(usernames.length)
  expect(usernames).toEqual(expect.arrayContaining(['admin', 'vpdp', 'ubnd', 'mttq', 'xa.23512', 'huyen.615']))
  const count = (prefix: string) => usernames.filter((username) => username.startsWith(prefix)).length
  expect([count('so.'), count('huyen.'), count('xa.')]).toEqual([AGENCIES.length, 10, 86])
})

test('an account is named after its place', () => {
  const names = new Map(listAccounts().map(({ username, displayName }) => [username, displayName]))
  expect(names.get('xa.23512')).toBe('Cán bộ nông thôn mới xã Đắk Mar')
  expect(names.get('huyen.608')).toBe('Cán bộ nông thôn mới thành phố Kon Tum')
  expect(names.get('so.sxd')).toBe('Cán bộ Sở Xây dựng')
})

test('province, districts and communes each have an official of another name with the title of the place', () => {
  const officials = nameOfficials()
  expect(officials).toHaveLength(1 + 10 + 86)
  expect(new Set(officials.map(({ name }) => name)).size).toBe(officials.length)
  const titles = new Map(officials.map(({ unit, title }) => [unit, title]))
  expect(titles.get('62')).toBe('Chủ tịch UBND tỉnh Kon Tum')
  expect(titles.get('615')).toBe('Chủ tịch UBND huyện Đắk Hà')
  expect(titles.get('23512')).toBe('Chủ tịch UBND xã Đắk Mar')
  for (const { name } of officials) expect(name.normalize('NFC')).toBe(name)
})
