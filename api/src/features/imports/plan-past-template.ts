import { PAST_CRITERIA } from '@ntm/shared/imports/past-row'
import { columnLetter } from '../../spreadsheets/cells.js'
import type { PlannedCell, PlannedSheet } from '../../spreadsheets/workbook-plan.js'
import { criterionHead, PAST_COLUMN_NAMES } from './past-columns.js'
import { GUIDE_SHEET } from './template-words.js'

const RESULTS_SHEET = 'Ket_qua'
const HEAD_ROW = 4
const CRITERIA = Array.from({ length: PAST_CRITERIA }, (_, index) => index + 1)

const PAST_GUIDE = [
  'Mỗi dòng là một xã và một kỳ. Xóa dòng của xã không có kết quả.',
  'Kỳ: ghi năm (2015, hiểu là tháng 12 năm đó) hoặc tháng (2015-06 hay 06/2015), từ 01/2011 đến 12/2017.',
  'Biết tiêu chí nào đạt: ghi 1, x hoặc “đạt” vào cột TC1 đến TC19; ô trống trong dòng có đánh dấu được hiểu là chưa đạt.',
  'Chỉ biết số tiêu chí đạt: để trống các cột TC, ghi số đó (0–19) vào cột “Số tiêu chí đạt”.',
  'Ghi cả hai thì hai số phải khớp nhau.',
  'Nguồn số liệu và ngày của nguồn ghi khi gửi tệp, ở trang “Excel” của hệ thống.',
]

/** The workbook for results of a past year: a row a commune of the programme at that time. */
export function planPastTemplate(
  year: string,
  communes: readonly { code: string; name: string; parentName: string }[],
): PlannedSheet[] {
  const last = HEAD_ROW + communes.length
  const heads = [PAST_COLUMN_NAMES.unit, PAST_COLUMN_NAMES.unitName, PAST_COLUMN_NAMES.period]
  const [first, end] = [columnLetter(heads.length), columnLetter(heads.length + PAST_CRITERIA - 1)]
  const count = columnLetter(heads.length + PAST_CRITERIA)
  const empty: PlannedCell = { value: null, style: 'input' }
  const results: PlannedSheet = {
    name: RESULTS_SHEET,
    widths: [9, 30, 10, ...CRITERIA.map(() => 6), 16],
    freeze: { rows: HEAD_ROW, columns: 3 },
    isGuarded: false,
    validations: [
      {
        range: `${first}${HEAD_ROW + 1}:${end}${last}`,
        rule: { kind: 'list', words: ['x', '0'] },
        message: 'Chọn x nếu đạt; để trống hoặc chọn 0 nếu chưa đạt.',
      },
      {
        range: `${count}${HEAD_ROW + 1}:${count}${last}`,
        rule: { kind: 'decimal', min: 0, max: PAST_CRITERIA },
        message: 'Nhập số tiêu chí đạt, từ 0 đến 19.',
      },
    ],
    rows: function* () {
      yield [{ value: `Kết quả nông thôn mới năm ${year} theo xã`, style: 'title' }]
      yield [{ value: `Nhập vào các ô nền vàng. Xem tờ “${GUIDE_SHEET}”.`, style: 'plain' }]
      yield []
      yield [...heads, ...CRITERIA.map(criterionHead), PAST_COLUMN_NAMES.count].map((value) => ({
        value,
        style: 'head' as const,
      }))
      for (const { code, name, parentName } of communes) {
        const place = [code, `${name} (${parentName})`].map((value): PlannedCell => ({ value, style: 'guarded' }))
        yield [
          ...place,
          { value: year, style: 'input' },
          ...CRITERIA.map(() => empty),
          { ...empty, style: 'inputNumber' },
        ]
      }
    },
  }
  const guide: PlannedSheet = {
    name: GUIDE_SHEET,
    widths: [110],
    isGuarded: true,
    validations: [],
    rows: function* () {
      yield [{ value: 'Cách nhập', style: 'title' }]
      for (const [index, line] of PAST_GUIDE.entries()) yield [{ value: `${index + 1}. ${line}`, style: 'text' }]
    },
  }
  return [results, guide]
}
