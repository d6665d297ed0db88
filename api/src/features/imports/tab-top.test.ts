import { expect, test } from 'vitest'
import type { Cell, Row } from '../../spreadsheets/cells.js'
import { findTabCommune, indexCommunes, readTabTop } from './tab-top.js'

const rows = (...lines: string[][]): Row[] =>
  lines.map((texts, index) => ({
    number: index + 1,
    cells: new Map(texts.map((text, column): [number, Cell] => [column, { kind: 'text', text }])),
  }))
const COMMUNES = indexCommunes([
  { code: '23512', name: 'Đắk Mar', aliases: ['Đăk Mar'] },
  { code: '23515', name: 'Ngọk Wang', aliases: [] },
  { code: '23383', name: 'Đắk Long', aliases: [] },
  { code: '23509', name: 'Đắk Long', aliases: [] },
])

test.each<[string, string, string[][], string]>([
  ['its name is the commune’s', 'Đắk Mar', [], '23512'],
  ['in any spelling', 'xa dak mar', [], '23512'],
  ['its name is the code', '23512', [], '23512'],
  ['its name has both', '23512 Đắk Mar', [], '23512'],
  ['the title ends with it', 'Sheet1', [['Phiếu đánh giá kỳ 07/2019 – Xã Đắk Mar']], '23512'],
  ['the title goes on', 'Sheet1', [['UBND XÃ ĐẮK MAR, HUYỆN ĐẮK HÀ']], '23512'],
  ['a district follows without a comma', 'Sheet1', [['Báo cáo của xã Đắk Mar huyện Đắk Hà tháng 7 năm 2019']], '23512'],
  ['the head of every letter names no commune', '23515', [['CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM']], '23515'],
  ['a cell beside a label', 'Sheet1', [['Xã:', 'Ngọk Wang']], '23515'],
  ['a code beside a label', 'Sheet1', [['Mã xã', '23515']], '23515'],
  ['two of a name, told apart by the code', 'Đắk Long', [['Mã xã: 23509']], '23509'],
])('a tab tells its commune: %s', (_rule, tab, lines, code) => {
  expect(findTabCommune(readTabTop(tab, rows(...lines)), COMMUNES)).toEqual({ code })
})

test.each<[string, string, string[][], string]>([
  ['nothing names one', 'Sheet1', [['Phiếu đánh giá']], 'tab_without_commune'],
  ['two communes have the name', 'Đắk Long', [], 'tab_without_commune'],
  ['it was copied and renamed alone', 'Ngọk Wang', [['Phiếu – Xã Đắk Mar']], 'tab_of_two_communes'],
  ['code and name disagree', '23515', [['Xã', 'Đắk Mar']], 'tab_of_two_communes'],
])('a tab is refused where %s', (_rule, tab, lines, fault) => {
  expect(findTabCommune(readTabTop(tab, rows(...lines)), COMMUNES)).toEqual({ fault })
})

test.each([
  ['Phiếu đánh giá nông thôn mới kỳ 07/2019 – Xã Đắk Mar', ['2019-07']],
  ['Báo cáo tháng 7 năm 2019', ['2019-07']],
  ['KỲ: 12.2018', ['2018-12']],
  ['Kỳ 13/2019', []],
  ['Số 980-TB/TU ngày 17/07/2019', []],
])('the month is read from %s', (text, periods) => {
  expect([...readTabTop('x', rows([text])).periods]).toEqual(periods)
})
