import fc from 'fast-check'
import { expect, test } from 'vitest'
import { AppError } from '../../errors.js'
import { dispositionOf } from './content-disposition.js'
import { readMetadata } from './read-metadata.js'

const base64 = (text: string) => Buffer.from(text).toString('base64')

test('name and fingerprint are read, in any order, also beside what we do not know', () => {
  const header = `fingerprint ${base64('abc')}, filename ${base64('Ảnh.jpg')},filetype ${base64('image/jpeg')},relative`
  expect(readMetadata(header)).toEqual({ filename: 'Ảnh.jpg', fingerprint: 'abc' })
  expect(readMetadata('')).toEqual({})
})

test('whatever comes, it is read or refused', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (header) => {
      try {
        expect(readMetadata(header)).toBeTypeOf('object')
      } catch (failure) {
        expect(failure).toBeInstanceOf(AppError)
      }
    }),
  )
  expect(() => readMetadata(`fingerprint ${base64('x'.repeat(201))}`)).toThrow(AppError)
})

test.each([
  ['đơn.pdf', false, `attachment; filename="don.pdf"; filename*=UTF-8''%C4%91%C6%A1n.pdf`],
  ["it's (1)*.png", true, `inline; filename="it's (1)*.png"; filename*=UTF-8''it%27s%20%281%29%2A.png`],
  ['表 100%.xlsx', false, `attachment; filename="_ 100_.xlsx"; filename*=UTF-8''%E8%A1%A8%20100%25.xlsx`],
])('%s is given back under its own name', (name, isShown, header) => {
  expect(dispositionOf(name, isShown)).toBe(header)
})
