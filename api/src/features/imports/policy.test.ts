import { expect, test } from 'vitest'
import type { Actor } from '../access/actor.js'
import { canApply, canUndo } from './policy.js'

const actor = (accountId: number, ...permissions: string[]) =>
  ({ accountId, permissions: new Set(permissions) }) as Actor
const OFFICE = actor(1, 'assessments.import', 'results.import')
const DISTRICT = actor(1, 'assessments.import')
const COLLEAGUE = actor(2, 'assessments.import', 'results.import')

test.each([
  ['the sender, of sheets', DISTRICT, 'sheets', true],
  ['the sender, of past results', OFFICE, 'pastResults', true],
  ['somebody else', COLLEAGUE, 'pastResults', false],
  ['a sender who may no longer bring in past results', DISTRICT, 'pastResults', false],
] as const)('who goes on with an import or takes it back: %s', (_who, who, kind, may) => {
  expect(canApply(who, { accountId: 1, kind, state: 'checked' })).toBe(may)
  expect(canUndo(who, { accountId: 1, kind, state: 'succeeded' })).toBe(may)
})

test('what has errors is not applied, and what was not applied is not undone', () => {
  expect(canApply(OFFICE, { accountId: 1, kind: 'sheets', state: 'failed' })).toBe(false)
  expect(canUndo(OFFICE, { accountId: 1, kind: 'sheets', state: 'checked' })).toBe(false)
})
