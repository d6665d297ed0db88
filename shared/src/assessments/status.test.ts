import fc from 'fast-check'
import { expect, test } from 'vitest'
import { ASSESSMENT_ACTIONS, ASSESSMENT_STATUSES, canEdit, findMove, type AssessmentStatus } from './status.js'

const POSSIBLE = [
  ['draft', 'submit', 'submitted'],
  ['returned', 'submit', 'submitted'],
  ['submitted', 'withdraw', 'draft'],
  ['submitted', 'return', 'returned'],
  ['approved', 'return', 'returned'],
  ['submitted', 'approve', 'approved'],
  ['consolidated', 'reopen', 'draft'],
] as const

test.each(POSSIBLE)('a sheet that is %s can %s and is then %s', (from, action, to) => {
  expect(findMove(from, action)?.to).toBe(to)
})

test('no other move exists', () => {
  const all = ASSESSMENT_STATUSES.flatMap((from) => ASSESSMENT_ACTIONS.map((action) => ({ from, action })))
  const found = all.filter(({ from, action }) => findMove(from, action))
  expect(all).toHaveLength(30)
  expect(found).toHaveLength(POSSIBLE.length)
})

test.each([
  ['notStarted', true],
  ['draft', true],
  ['submitted', false],
  ['returned', true],
  ['approved', false],
  ['consolidated', false],
] as const)('a commune may write in a sheet that is %s: %s', (status, expected) => {
  expect(canEdit(status)).toBe(expected)
})

test('whatever is tried, nothing is approved that was not submitted, and nothing submitted that could not be edited', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...ASSESSMENT_ACTIONS)), (actions) => {
      let status: AssessmentStatus = 'draft'
      for (const action of actions) {
        const to: AssessmentStatus | undefined = findMove(status, action)?.to
        if (to === 'approved') expect(status).toBe('submitted')
        if (to === 'submitted') expect(canEdit(status)).toBe(true)
        expect(to).not.toBe('consolidated')
        status = to ?? status
      }
    }),
  )
})
