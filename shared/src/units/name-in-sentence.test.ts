import { expect, test } from 'vitest'
import { nameInSentence } from './name-in-sentence.js'

test('within a sentence the kind of a unit has a small letter, its name none of its own taken', () => {
  expect(nameInSentence({ type: 'xã', name: 'Đắk Mar' })).toBe('xã Đắk Mar')
  expect(nameInSentence({ type: 'thành phố', name: 'Kon Tum' })).toBe('thành phố Kon Tum')
})
