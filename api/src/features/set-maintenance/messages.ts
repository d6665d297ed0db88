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
