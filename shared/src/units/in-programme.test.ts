import { expect, test } from 'vitest'
import { isInProgramme } from './in-programme.js'

test.each([
  ['xã', true],
  ['phường', false],
  ['thị trấn', false],
  ['huyện', false],
  ['tỉnh', false],
  ['thôn', false],
])('a unit of type %s is in the programme: %s', (type, expected) => {
  expect(isInProgramme({ type })).toBe(expected)
})
