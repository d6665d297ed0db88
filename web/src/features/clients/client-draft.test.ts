import { expect, test } from 'vitest'
import { checkClient, expiryIn, fieldOfClient, listAddresses, overlapOf, toNewClient } from './client-draft'

const province = { uid: '62', code: '62', fullName: 'Tỉnh Kon Tum' }
const draft = { name: ' Cổng dữ liệu ', unit: province, scopes: ['units:read' as const], addresses: '' }
const now = Date.UTC(2026, 0, 1)

test('a client needs a name, a unit and something it may do', () => {
  expect(checkClient(draft)).toEqual([])
  expect(checkClient({ name: ' ', unit: null, scopes: [], addresses: '' }).map(({ fault }) => fault)).toEqual([
    'nameMissing',
    'unitMissing',
    'scopesMissing',
  ])
})

test('addresses may stand on lines or behind commas, and each counts once', () => {
  expect(listAddresses(' 10.0.0.1\n10.1.0.0/16, 10.0.0.1;\n\n2001:db8::/32 ')).toEqual([
    '10.0.0.1',
    '10.1.0.0/16',
    '2001:db8::/32',
  ])
  expect(listAddresses('')).toEqual([])
})

test('the longest life is left to the service, a shorter one is reckoned from now', () => {
  expect(expiryIn(365, now)).toBeUndefined()
  expect(expiryIn(30, now)).toBe('2026-01-31T00:00:00.000Z')
})

test('without an overlap the old secret ends at once', () => {
  expect(overlapOf(0, now)).toBeUndefined()
  expect(overlapOf(24, now)).toBe('2026-01-02T00:00:00.000Z')
})

test('what is sent names only what was chosen', () => {
  expect(toNewClient(draft, 365, now)).toEqual({
    name: 'Cổng dữ liệu',
    unit: '62',
    scopes: ['units:read'],
    addresses: [],
  })
  expect(toNewClient(draft, 90, now)).toMatchObject({ secretExpiresAt: '2026-04-01T00:00:00.000Z' })
  expect(() => toNewClient({ ...draft, unit: null }, 365, now)).toThrow(RangeError)
})

test('a fault of the service leads to its field', () => {
  expect(fieldOfClient('/addresses/3')).toBe('client-addresses')
  expect(fieldOfClient('/secretExpiresAt')).toBe('client-lifetime')
  expect(fieldOfClient('/other')).toBeUndefined()
})
