import type { PastMarksFault, PastPeriodFault } from '@ntm/shared/imports/past-row'
import type { PastHeadFault } from './past-columns.js'

export const PAST_HEAD_FAULTS: Readonly<Record<PastHeadFault['code'], string>> = {
  unknown_column: 'Không có cột mang tên này trong mẫu. Xóa cột, hoặc sửa tên cột như trong tệp mẫu.',
  column_twice: 'Cột này có hai lần. Xóa bớt một cột.',
  unit_column_missing: 'Không thấy cột “Mã xã”. Dùng tệp mẫu tải từ hệ thống, giữ nguyên dòng tên cột.',
  period_column_missing: 'Không thấy cột “Kỳ”. Thêm cột “Kỳ”, ghi năm (2015) hoặc tháng (2015-12).',
  no_result_column: 'Phải có đủ 19 cột tiêu chí (TC1 đến TC19), hoặc cột “Số tiêu chí đạt”.',
}

export type PastRowFault =
  | PastPeriodFault
  | PastMarksFault
  | 'unit_missing'
  | 'unit_unknown'
  | 'result_missing'
  | 'named_twice'
  | 'month_of_sheets'
  | 'month_of_other_import'
  | 'no_criteria_set'

export const PAST_ROW_FAULTS: Readonly<Record<PastRowFault, string>> = {
  unit_missing: 'Dòng có kết quả nhưng thiếu mã xã. Ghi mã xã, hoặc xóa dòng.',
  unit_unknown: 'Vào kỳ này không có xã nào của Chương trình mang mã này. Kiểm tra lại mã xã và kỳ.',
  period_missing: 'Thiếu kỳ. Ghi năm (2015, hiểu là tháng 12) hoặc tháng (2015-06).',
  period_malformed:
    'Kỳ phải là năm (2015) hoặc tháng (2015-12 hay 12/2015). Định dạng ô là Văn bản (Text) rồi nhập lại.',
  period_outside: 'Chỉ nhập kết quả từ tháng 01/2011 đến tháng 12/2017.',
  mark_unclear: 'Ghi 1, x hoặc “đạt” nếu đạt; để trống hoặc ghi 0 nếu chưa đạt.',
  count_unclear: 'Số tiêu chí đạt phải là số nguyên, ví dụ 8.',
  count_outside: 'Số tiêu chí đạt phải từ 0 đến 19.',
  count_disagrees: 'Số tiêu chí đạt khác với số ô đã đánh dấu trong dòng. Sửa lại cho khớp, hoặc để trống cột này.',
  result_missing: 'Dòng này chưa có kết quả. Đánh dấu tiêu chí đạt, ghi số tiêu chí đạt (kể cả 0), hoặc xóa dòng.',
  named_twice: 'Xã này đã có một dòng cho kỳ này ở trên. Mỗi xã, mỗi kỳ chỉ ghi một dòng: xóa bớt một dòng.',
  month_of_sheets: 'Kỳ này đã có phiếu hoặc số chính thức trên hệ thống; kết quả nhập không thay thế được. Xóa dòng.',
  month_of_other_import:
    'Xã này đã có kết quả của kỳ này từ lần nhập khác. Xóa dòng, hoặc chọn “Thay kết quả đã nhập” khi gửi tệp.',
  no_criteria_set: 'Kỳ này không có bộ tiêu chí để đánh giá.',
}

export const noPastHead = 'Không thấy dòng tên cột (có “Mã xã”). Dùng tệp mẫu tải từ hệ thống, giữ nguyên dòng tên cột.'
export const noPastRows = 'Tệp không có kết quả nào để nhập. Ghi kết quả vào các dòng, lưu tệp rồi gửi.'
export const tooManyPastRows = 'Tệp có quá nhiều dòng (tối đa 20.000). Chia thành nhiều tệp.'
