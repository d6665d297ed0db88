import { expect, test } from 'vitest'
import { isDue } from './is-due.js'

test.each([
  [
    'a month that is open is not due, whatever is approved',
    { isLocked: false, isConsolidated: false, ready: 80 },
    false,
  ],
  ['a locked one is', { isLocked: true, isConsolidated: false, ready: 0 }, true],
  ['one that is consolidated is over', { isLocked: true, isConsolidated: true, ready: 0 }, false],
  ['until a correction of it is approved', { isLocked: true, isConsolidated: true, ready: 1 }, true],
])('%s', (_rule, month, due) => {
  expect(isDue(month)).toBe(due)
})
