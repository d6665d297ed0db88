import { expect, test } from 'vitest'
import { placeFaults } from './place-faults'
import { retryDelay } from './retry-delay'

const patch = {
  values: [
    { measure: '11.1', value: 101 },
    { measure: '12.1', note: 'x' },
  ],
  criteria: [{ number: 11, remedyDueOn: '31/12' }],
}
const fault = (pointer: string) => ({ pointer, code: 'any', message: pointer })

test.each([
  ['/values/0/value', 'answer/11.1'],
  ['/values/0/numerator', 'answer/11.1'],
  ['/values/0', 'answer/11.1'],
  ['/values/1/note', 'note/12.1'],
  ['/criteria/0/remedyDueOn', 'remedyDueOn/11'],
  ['/criteria/0', 'remedyDueOn/11'],
])('the fault at %s belongs to the field %s', (pointer, field) => {
  expect([...placeFaults([fault(pointer)], patch)]).toEqual([[field, pointer]])
})

test.each(['/values/7/value', '/criteria/3/obstacle', '/other', ''])(
  'the fault at “%s” belongs to no field',
  (pointer) => {
    expect(placeFaults([fault(pointer)], patch).size).toBe(0)
  },
)

test('pauses between tries double from a second to a minute', () => {
  expect([1, 2, 3, 6, 7, 50].map(retryDelay)).toEqual([1_000, 2_000, 4_000, 32_000, 60_000, 60_000])
})
