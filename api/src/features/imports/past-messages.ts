import { MOST_PAST_RESULTS } from '@ntm/shared/imports/limits'
import {
  FIRST_PAST_PERIOD,
  LAST_PAST_PERIOD,
  PAST_CRITERIA,
  type PastMarksFault,
  type PastPeriodFault,
} from '@ntm/shared/imports/past-row'
import { formatVietnameseNumber } from '@ntm/shared/numbers/vietnamese-number'
import { lastDayOf } from '@ntm/shared/periods/period'
import { HEAD_FAULTS } from './messages.js'
import type { PastHeadFault } from './past-columns.js'
import type { OtherHolder } from './past-queries.js'
import { showPeriod } from './template-words.js'

export const PAST_HEAD_FAULTS: Readonly<Record<PastHeadFault['code'], string>> = {
  unknown_column: HEAD_FAULTS.unknown_column,
  column_twice: HEAD_FAULTS.column_twice,
  unit_column_missing: HEAD_FAULTS.unit_column_missing,
  period_column_missing:
    'Không biết kết quả của kỳ nào. Thêm cột “Kỳ” (2015 hoặc 2015-06), hoặc đặt mỗi năm một cột mang tên năm (2011, 2012, …).',
  no_result_column: `Phải có đủ ${PAST_CRITERIA} cột tiêu chí (TC1 đến TC${PAST_CRITERIA}), hoặc cột “Số tiêu chí đạt”.`,
  both_layouts:
    'Tờ này vừa có cột theo năm, vừa có cột “Kỳ”, “Số tiêu chí đạt” hoặc tiêu chí. Chọn một cách ghi như trong tệp mẫu, xóa các cột kia.',
}

export type PastRowFault =
  | PastPeriodFault
  | PastMarksFault
  | 'unit_missing'
  | 'unit_unknown'
  | 'name_disagrees'
  | 'result_missing'
  | 'named_twice'
  | 'month_of_sheets'
  | 'month_of_other_import'
  | 'no_criteria_set'

export const PAST_ROW_FAULTS: Readonly<Record<Exclude<PastRowFault, 'unit_unknown' | 'name_disagrees'>, string>> = {
  unit_missing: 'Dòng có kết quả nhưng thiếu mã xã. Ghi mã xã, hoặc xóa dòng.',
  period_missing: 'Thiếu kỳ. Ghi năm (2015, hiểu là tháng 12) hoặc tháng (2015-06).',
  period_malformed: 'Kỳ phải là năm (2015) hoặc tháng (2015-12 hay 12/2015).',
  period_outside: `Chỉ nhập kết quả từ tháng ${showPeriod(FIRST_PAST_PERIOD)} đến tháng ${showPeriod(LAST_PAST_PERIOD)}.`,
  mark_unclear: 'Ghi x, 1 hoặc “đạt” nếu đạt; để trống, ghi 0 hoặc “chưa đạt” nếu chưa đạt.',
  count_unclear: 'Số tiêu chí đạt phải là số nguyên, ví dụ 8.',
  count_outside: `Số tiêu chí đạt phải từ 0 đến ${PAST_CRITERIA}.`,
  count_disagrees: 'Số tiêu chí đạt khác với số ô đã đánh dấu trong dòng. Sửa lại cho khớp, hoặc để trống cột này.',
  result_missing: 'Dòng này chưa có kết quả. Đánh dấu tiêu chí đạt, ghi số tiêu chí đạt (kể cả 0), hoặc xóa dòng.',
  named_twice: 'Xã này đã có kết quả của kỳ này ở trên. Mỗi xã, mỗi kỳ chỉ ghi một lần: xóa bớt một chỗ.',
  month_of_sheets:
    'Kỳ này đã có phiếu hoặc số chính thức trên hệ thống; kết quả nhập không thay thế được. Xóa kết quả này.',
  month_of_other_import:
    'Xã này đã có kết quả của kỳ này từ lần nhập khác. Xóa kết quả này, hoặc chọn “Thay kết quả đã nhập” khi gửi tệp.',
  no_criteria_set: 'Kỳ này không có bộ tiêu chí để đánh giá.',
}

const showDay = (day: string): string => day.split('-').reverse().join('/')

/** Why no commune of the programme has the code in the month, as far as other times tell. */
export function unitUnknown(period: string, code: string, other: OtherHolder | undefined): string {
  const month = showPeriod(period)
  if (!other) return `Không có xã nào mang mã ${code}. Kiểm tra lại mã xã.`
  const { validFrom, validTo, isOfProgramme, relatives } = other
  const name = lowerFirst(other.fullName)
  const kin = relatives.map((each) => `${lowerFirst(each.fullName)} (mã ${each.code})`).join(', ')
  if (validFrom !== null && validFrom > lastDayOf(period)) {
    const earlier = kin === '' ? 'xã có trước khi tách' : kin
    return `Vào kỳ ${month} chưa có ${name} (thành lập ngày ${showDay(validFrom)}). Ghi kết quả vào ${earlier}, hoặc xóa đi.`
  }
  if (validTo !== null && validTo < lastDayOf(period)) {
    const heir = kin === '' ? '' : ` Kế tiếp là ${kin}.`
    return `Vào kỳ ${month} không còn ${name} (đến hết ngày ${showDay(validTo)}).${heir} Kiểm tra lại mã xã và kỳ.`
  }
  if (!isOfProgramme) {
    return `Vào kỳ ${month}, mã ${code} là ${name}, không thuộc Chương trình. Kiểm tra lại mã xã, hoặc xóa kết quả này.`
  }
  return `Vào kỳ ${month} không có xã nào mang mã ${code}. Kiểm tra lại mã xã và kỳ.`
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLocaleLowerCase('vi') + text.slice(1)
}

export const noPastHead =
  'Không thấy dòng tên cột (có “Mã xã”) ở tờ này. Dùng tệp mẫu tải từ hệ thống, hoặc xóa tờ thừa.'
export const noPastRows = 'Tệp không có kết quả nào để nhập. Ghi kết quả vào các ô, lưu tệp rồi gửi.'
export const tooManyPastRows = `Tệp có quá nhiều kết quả (tối đa ${formatVietnameseNumber(MOST_PAST_RESULTS)}). Chia thành nhiều tệp.`
