import fc from 'fast-check'
import { expect, test } from 'vitest'
import { endingOf } from './file-kinds.js'
import { cleanFileName, LONGEST_NAME } from './file-name.js'

test.each([
  ['Vietnamese stays as it is', 'Ảnh đường bê tông thôn 3.jpg', 'Ảnh đường bê tông thôn 3.jpg'],
  ['decomposed letters are composed', 'Ba\u0309n ve\u0303.pdf', 'Bản vẽ.pdf'],
  ['folders are dropped, however they are written', '../../etc/passwd', 'passwd'],
  ['also those of Windows', 'C:\\Users\\xa\\Quyết định.docx', 'Quyết định.docx'],
  ['line ends and NUL are dropped', 'a\r\nSet-Cookie: x\0.pdf', 'aSet-Cookie x.pdf'],
  ['a mark that turns text around cannot hide an ending', 'anh\u202Egpj.exe', 'anhgpj.exe'],
  ['a leading dot is dropped', '.htaccess', 'htaccess'],
  ['nothing left gets a name', '../..', 'minh-chung'],
])('%s', (_rule, given, kept) => {
  expect(cleanFileName(given)).toBe(kept)
})

test('a long name keeps its ending', () => {
  const name = cleanFileName(`${'ắ'.repeat(400)}.xlsx`)
  expect([...name]).toHaveLength(LONGEST_NAME)
  expect(endingOf(name)).toBe('xlsx')
})

test('whatever is given, the name can be kept, and is its own clean form', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (given) => {
      const name = cleanFileName(given)
      expect(name).not.toMatch(/[/\\\p{Cc}]/u)
      expect(name).not.toBe('')
      expect(name.isWellFormed()).toBe(true)
      expect([...name].length).toBeLessThanOrEqual(LONGEST_NAME)
      expect(cleanFileName(name)).toBe(name)
    }),
  )
})
