import type { SetFaultCode } from '@ntm/shared/criteria/check-set'
import type { ThresholdFault } from '@ntm/shared/criteria/check-threshold'

/** What a refused threshold says to the person who set it. */
export const THRESHOLD_FAULTS: Readonly<Record<ThresholdFault, string>> = {
  threshold_not_boolean: 'Chỉ tiêu đạt/chưa đạt chỉ có ngưỡng “đạt”.',
  threshold_not_number: 'Ngưỡng của chỉ tiêu này phải là một số.',
  out_of_range: 'Ngưỡng nằm ngoài khoảng cho phép (tỷ lệ từ 0 đến 100; số liệu không âm).',
  too_many_decimals: 'Quá nhiều chữ số thập phân (tỷ lệ tối đa 2, số liệu tối đa 4).',
  too_large: 'Số quá lớn.',
}

export const legalBasisMissing = 'Cần ghi số, ký hiệu văn bản làm căn cứ.'
export const reasonTooShort = 'Cần nêu lý do, ít nhất 10 ký tự.'
export const unknownRegion = (region: string): string =>
  `Bộ tiêu chí chỉ có ngưỡng chung cả nước (*) và của vùng “${region}”.`
export const unitHasRegion = 'Ngưỡng của riêng một xã thuộc vùng của xã đó; không ghi vùng khác.'
export const notACommune = 'Chỉ đặt ngưỡng riêng cho xã thuộc Chương trình.'
export const unknownUnit = 'Không có đơn vị này.'
export const unknownAgency = 'Không có cơ quan này.'
export const sameAgency = 'Cơ quan này đang phụ trách chỉ tiêu rồi.'
export const outsideSet = (from: string, to: string | null): string =>
  to === null ? `Bộ tiêu chí áp dụng từ ${from}.` : `Bộ tiêu chí áp dụng từ ${from} đến ${to}.`
export const beforeLatest = (from: string): string =>
  `Cơ quan phụ trách gần nhất bắt đầu từ ${from}; cơ quan kế tiếp không thể bắt đầu trước đó.`

/** What is wrong with a set from a file; the place is named before it. */
export const SET_FAULTS: Readonly<Record<SetFaultCode, string>> = {
  ...THRESHOLD_FAULTS,
  no_legal_basis: 'Bộ tiêu chí phải có ít nhất một văn bản làm căn cứ.',
  not_a_day: 'Ngày không có trong lịch.',
  not_first_of_month: 'Bộ tiêu chí phải áp dụng từ ngày đầu tháng.',
  ends_before_it_begins: 'Ngày hết áp dụng đứng trước ngày bắt đầu.',
  named_twice: 'Mã này được nêu hai lần.',
  number_gap: 'Tiêu chí phải đánh số liên tục từ 1.',
  unknown_criterion: 'Nhóm nêu tiêu chí mà bộ không có.',
  not_in_its_group: 'Nhóm được ghi không liệt kê tiêu chí này.',
  empty: 'Chưa có mục nào bên trong.',
  not_of_criterion: 'Mã chỉ tiêu không thuộc tiêu chí này.',
  not_of_indicator: 'Mã số liệu không thuộc chỉ tiêu này.',
  comparator_of_other_kind: 'Phép so sánh không hợp với loại số liệu (đạt/chưa đạt dùng “is”; số dùng “>=” hoặc “<=”).',
  unit_of_other_kind: 'Đơn vị tính không hợp với loại số liệu (đạt/chưa đạt không có đơn vị tính; số phải có).',
  scope_twice: 'Hai ngưỡng có cùng vùng, xã và năm.',
  no_general_threshold: 'Thiếu ngưỡng chung của cả nước (*) hoặc của vùng mà bộ dùng.',
  unknown_region: 'Ngưỡng riêng của xã phải thuộc vùng mà bộ dùng.',
  unknown_agency: 'Không có cơ quan phụ trách này.',
}

export const codeTaken = 'Mã này đã dùng cho một bộ tiêu chí khác.'
export const setHasUnknownUnit = (uid: string): string => `Không có đơn vị mang mã định danh ${uid}.`
export const notAfterPrevious = (from: string): string =>
  `Bộ tiêu chí gần nhất áp dụng từ ${from}; bộ mới phải bắt đầu sau đó.`
export const monthBegun = (month: string): string =>
  `Kỳ ${month} đã bắt đầu; bộ mới chỉ áp dụng từ một kỳ sau đó, các kỳ đã bắt đầu giữ bộ cũ.`
