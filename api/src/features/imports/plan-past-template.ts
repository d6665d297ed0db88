import { FIRST_PAST_PERIOD, LAST_PAST_PERIOD, PAST_CRITERIA } from '@ntm/shared/imports/past-row'
import { columnLetter } from '../../spreadsheets/cells.js'
import type { PlannedCell, PlannedSheet, PlannedValidation } from '../../spreadsheets/workbook-plan.js'
import { CRITERIA, criterionHead, PAST_COLUMN_NAMES } from './past-columns.js'
import type { PastCommune } from './past-queries.js'
import { GUIDE_SHEET, showPeriod } from './template-words.js'

const RESULTS_SHEET = 'Ket_qua'
const HEAD_ROW = 4

const GUIDE_OF_YEAR = [
  'Mỗi dòng là một xã và một kỳ. Xóa dòng của xã không có kết quả.',
  `Kỳ: ghi năm (2015, hiểu là tháng 12 năm đó) hoặc tháng (2015-06 hay 06/2015), từ ${showPeriod(FIRST_PAST_PERIOD)} đến ${showPeriod(LAST_PAST_PERIOD)}.`,
  `Biết tiêu chí nào đạt: ghi x, 1 hoặc “đạt” vào cột TC1 đến TC${PAST_CRITERIA}; ô trống trong dòng có đánh dấu được hiểu là chưa đạt.`,
  `Chỉ biết số tiêu chí đạt: để trống các cột TC, ghi số đó (0–${PAST_CRITERIA}) vào cột “Số tiêu chí đạt”.`,
  'Ghi cả hai thì hai số phải khớp nhau.',
]
const GUIDE_OF_YEARS = [
  'Mỗi dòng là một xã, mỗi cột là một năm; kết quả của năm được hiểu là của tháng 12 năm đó.',
  `Ghi số tiêu chí đạt (0–${PAST_CRITERIA}) của xã trong năm. Ô trống: không có kết quả, không ghi gì vào hệ thống.`,
  'Ô nền xám: năm đó chưa có xã này, hoặc xã không thuộc Chương trình.',
  'Muốn ghi rõ tiêu chí nào đạt, tải tệp mẫu của từng năm.',
]
const GUIDE_OF_BOTH = [
  'Một tệp có thể có nhiều tờ, mỗi tờ một năm. Không đổi tên cột, không thêm cột, không đổi mã xã.',
  'Mỗi tệp ghi một nguồn: tên báo cáo hay quyết định và ngày của nguồn ghi khi gửi tệp, ở trang “Kết quả các năm trước”.',
]

/** The template as rows: with the criteria of one year, or with the counts of all years. */
export function* listPastRows(
  years: readonly string[],
  communes: readonly PastCommune[],
): Generator<(string | number | null)[]> {
  const [only] = years.length === 1 ? years : []
  const { unit, unitName, period, count } = PAST_COLUMN_NAMES
  yield [unit, unitName, ...(only ? [period, ...CRITERIA.map(criterionHead), count] : years)]
  for (const { code, name, parentName } of communes) {
    const inputs = only ? [only, ...CRITERIA.map(() => null), null] : years.map(() => null)
    yield [code, `${name} (${parentName})`, ...inputs]
  }
}

/** The workbook for results of past years: a row a commune of the programme then. */
export function planPastTemplate(years: readonly string[], communes: readonly PastCommune[]): PlannedSheet[] {
  const [only] = years.length === 1 ? years : []
  const last = HEAD_ROW + communes.length
  const rangeOf = (from: number, to: number) =>
    `${columnLetter(from)}${HEAD_ROW + 1}:${columnLetter(to)}${Math.max(last, HEAD_ROW + 1)}`
  const counted = (range: string): PlannedValidation => ({
    range,
    rule: { kind: 'decimal', min: 0, max: PAST_CRITERIA },
    message: `Nhập số tiêu chí đạt, từ 0 đến ${PAST_CRITERIA}.`,
  })
  const marked: PlannedValidation = {
    range: rangeOf(3, 2 + PAST_CRITERIA),
    rule: { kind: 'list', words: ['x', '0'] },
    message: 'Chọn x nếu đạt; để trống hoặc chọn 0 nếu chưa đạt.',
  }
  const results: PlannedSheet = {
    name: RESULTS_SHEET,
    widths: [9, 30, ...(only ? [10, ...CRITERIA.map(() => 6), 16] : years.map(() => 9))],
    freeze: { rows: HEAD_ROW, columns: only ? 3 : 2 },
    // Rows may be deleted, and another month's added.
    isGuarded: false,
    validations: only
      ? [marked, counted(rangeOf(3 + PAST_CRITERIA, 3 + PAST_CRITERIA))]
      : [counted(rangeOf(2, 1 + years.length))],
    rows: function* () {
      const title = only
        ? `Kết quả nông thôn mới năm ${only} theo xã`
        : `Số tiêu chí nông thôn mới đạt theo xã, ${years[0]}–${years.at(-1)}`
      yield [{ value: title, style: 'title' }]
      yield [{ value: `Nhập vào các ô nền vàng. Xem tờ “${GUIDE_SHEET}”.`, style: 'plain' }]
      yield []
      for (const [index, row] of [...listPastRows(years, communes)].entries()) {
        const commune = communes[index - 1]
        yield row.map((value, column): PlannedCell => {
          if (!commune) return { value, style: 'head' }
          if (column < 2) return { value, style: 'guarded' }
          const year = only ?? years[column - 2]
          const isNumber = !only || column === row.length - 1
          const isOpen = year !== undefined && commune.years.includes(year)
          return { value, style: !isOpen ? 'guarded' : isNumber ? 'inputNumber' : 'input' }
        })
      }
    },
  }
  return [results, planGuide([...(only ? GUIDE_OF_YEAR : GUIDE_OF_YEARS), ...GUIDE_OF_BOTH])]
}

function planGuide(lines: readonly string[]): PlannedSheet {
  return {
    name: GUIDE_SHEET,
    widths: [110],
    isGuarded: true,
    validations: [],
    rows: function* () {
      yield [{ value: 'Cách nhập', style: 'title' }]
      for (const [index, line] of lines.entries()) yield [{ value: `${index + 1}. ${line}`, style: 'text' }]
    },
  }
}
