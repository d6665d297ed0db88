import { expect, test } from 'vitest'
import { isAddressRange, isAllowedFrom, narrowClient, type Client } from './client.js'

const client: Client = {
  clientId: 'ntm_0000000000000000',
  secretId: 1,
  name: 'Cổng dữ liệu',
  scopes: ['units:read', 'results:read'],
  addresses: [],
  grants: [],
  permissions: new Set(['units.read', 'results.read', 'periods.read']),
  bound: { id: 1, code: '62' },
}

test('a token brings what it was made for, less what was taken away since', () => {
  expect([...narrowClient(client, 'units:read').permissions]).toEqual(['units.read'])
  expect([...narrowClient(client, 'units:read criteria:read').permissions]).toEqual(['units.read'])
  expect([...narrowClient(client, '').permissions]).toEqual([])
})

test.each(['10.0.0.1', '10.0.0.0/8', '0.0.0.0/0', '::1', '2001:db8::/32'])('%s is an address or a range', (text) => {
  expect(isAddressRange(text)).toBe(true)
})

test.each(['', '10.0.0', '10.0.0.0/33', '10.0.0.0/8/8', '::1/129', '10.0.0.0/-1', 'a.b', '10.0.0.0/x'])(
  '“%s” is neither',
  (text) => expect(isAddressRange(text)).toBe(false),
)

test.each<[readonly string[], string, boolean]>([
  [[], '203.0.113.9', true],
  [['10.0.0.0/8'], '10.255.255.255', true],
  [['10.0.0.0/8'], '11.0.0.0', false],
  [['10.1.2.3'], '10.1.2.3', true],
  [['10.1.2.3'], '10.1.2.4', false],
  [['127.0.0.1'], '::ffff:127.0.0.1', true],
  [['2001:db8::/32'], '2001:db8:1::1', true],
  [['2001:db8::/32'], '10.0.0.1', false],
  [['10.0.0.0/8', '2001:db8::1'], '2001:db8::1', true],
  [['10.0.0.0/8'], 'not an address', false],
])('a list of %j lets %s in: %s', (addresses, address, allowed) => {
  expect(isAllowedFrom(addresses, address)).toBe(allowed)
})
