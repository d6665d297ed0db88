import { expect, test } from 'vitest'
import { lastExpiryOf, stateOf } from './client-state'

const NOW = Date.parse('2026-11-24T00:00:00Z')
const until = (...days: string[]) =>
  days.map((expiresAt, id) => ({ id, createdAt: '2026-01-01T00:00:00Z', expiresAt, lastUsedAt: null }))

test.each([
  ['active', ['2026-12-24T00:00:00Z']],
  ['expiring', ['2026-12-23T23:59:59Z']],
  ['active', ['2026-11-25T00:00:00Z', '2027-11-24T00:00:00Z']],
  ['noSecret', []],
])('a client is %s with secrets until %j', (state, days) => {
  expect(stateOf({ disabledAt: null, secrets: until(...days) }, NOW)).toBe(state)
})

test('a disabled client does not get in, whatever secrets it has', () => {
  expect(stateOf({ disabledAt: '2026-11-23T00:00:00Z', secrets: until('2027-11-24T00:00:00Z') }, NOW)).toBe('disabled')
})

test('of an old and a new secret the later one counts', () => {
  const secrets = until('2027-11-24T00:00:00Z', '2026-11-25T00:00:00Z')
  expect(lastExpiryOf({ secrets })).toBe('2027-11-24T00:00:00Z')
})
