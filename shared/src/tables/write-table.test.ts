import fc from 'fast-check'
import { expect, test } from 'vitest'
import { fileNameOf, makeInert, writeExcelCsv, writeHtmlTable, writeTsv, type TableContent } from './write-table.js'

const TABLE: TableContent = {
  name: 'Các huyện',
  columns: ['Địa phương', 'Bình quân'],
  rows: [
    ['TP Kon Tum', 14.64],
    ['Đắk Hà; "cũ"', null],
  ],
  source: 'Số chính thức, 86 xã',
}

test('CSV for people has a byte order mark, semicolons, decimal commas, and its source below an empty line', () => {
  expect(writeExcelCsv(TABLE)).toBe(
    '\uFEFFĐịa phương;Bình quân\r\nTP Kon Tum;14,64\r\n"Đắk Hà; ""cũ""";\r\n\r\nSố chính thức, 86 xã\r\n',
  )
})

test('the clipboard gets cells between tabs, one line a row whatever a cell holds', () => {
  expect(writeTsv({ name: '', columns: ['a', 'b'], rows: [['hai\ndòng\tmột cột', -0.5]] })).toBe(
    'a\tb\nhai dòng một cột\t-0,5',
  )
})

test('a word processor gets a table in which text is text', () => {
  const html = writeHtmlTable({ name: 'A & B', columns: ['<script>'], rows: [[1052], ['"x"']] })
  expect(html).toBe(
    '<table border="1"><caption>A &amp; B</caption><thead><tr><th>&lt;script&gt;</th></tr></thead>' +
      '<tbody><tr><td align="right">1052</td></tr><tr><td>&quot;x&quot;</td></tr></tbody></table>',
  )
})

test.each(['=1+1', '+84', '-2', '@sum', '\t=1', '＝1'])('%s is shown by a spreadsheet, never run', (text) => {
  expect(makeInert(text)).toBe(`'${text}`)
})

test('no text of any kind begins a formula or breaks its cell, and every number keeps its value', () => {
  fc.assert(
    fc.property(fc.string(), fc.double({ noNaN: true, noDefaultInfinity: true }), (text, number) => {
      const [, line = ''] = writeTsv({ name: '', columns: ['a', 'b'], rows: [[text, number]] }).split('\n')
      const [first = '', second = ''] = line.split('\t')
      expect(line.split('\t')).toHaveLength(2)
      expect(first).not.toMatch(/^[=+\-@＝＋－＠]/)
      if (Math.abs(number) > 1e-6) expect(Number(second.replace(',', '.'))).toBeCloseTo(number, 6)
    }),
  )
})

test.each([
  ['Ma trận tiêu chí, tháng 6/2019', 'ma-tran-tieu-chi-thang-6-2019'],
  ['Đắk Glei', 'dak-glei'],
  ['…', 'so-lieu'],
])('%s is saved as %s', (name, file) => {
  expect(fileNameOf(name)).toBe(file)
})
