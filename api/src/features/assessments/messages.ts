import type { AnswerFaultCode } from '@ntm/shared/criteria/check-answer'

/** What a refused value says to the person who typed it. */
export const ANSWER_FAULTS: Readonly<Record<AnswerFaultCode, string>> = {
  wrong_kind:
    'Giá trị không đúng loại của chỉ tiêu này: chọn Đạt hoặc Chưa đạt, hay ghi một số; tử số và mẫu số chỉ dùng cho tỷ lệ.',
  out_of_range: 'Giá trị nằm ngoài khoảng cho phép (tỷ lệ từ 0 đến 100; số liệu không âm). Kiểm tra lại số.',
  too_many_decimals:
    'Quá nhiều chữ số thập phân (tỷ lệ tối đa 2, số liệu tối đa 4). Làm tròn rồi ghi lại, ví dụ 33,33.',
  numerator_exceeds_denominator: 'Tử số không được lớn hơn mẫu số. Kiểm tra xem hai số có bị ghi đổi chỗ không.',
  denominator_not_positive: 'Mẫu số phải lớn hơn 0. Chưa có số liệu thì để trống cả tử số và mẫu số.',
  ratio_incomplete: 'Cần nhập cả tử số và mẫu số.',
  ratio_and_value: 'Đã có tử số và mẫu số thì không nhập tỷ lệ: hệ thống tự tính. Xóa tỷ lệ, hoặc xóa tử số và mẫu số.',
  not_applicable_not_allowed:
    'Bộ tiêu chí không cho phép “không áp dụng” ở chỉ tiêu này. Bỏ dấu đó và ghi kết quả của chỉ tiêu.',
  too_large: 'Số quá lớn (phải dưới 10 tỷ). Kiểm tra lại số và đơn vị tính.',
}

export const collectedFromVillages = (key: string): string =>
  `Chỉ tiêu ${key} đang thu thập theo thôn: giá trị của xã là tổng các thôn, sửa ở bảng số liệu theo thôn.`
export const notCollectable = (key: string): string => `Chỉ tiêu ${key} không thu thập theo thôn được.`
export const unknownVillage = (code: string): string => `Xã không có thôn “${code}” vào ngày cuối kỳ.`
export const villagesMissing = (key: string, names: readonly string[]): string =>
  `Chỉ tiêu ${key} thu thập theo thôn, còn thiếu số liệu của: ${names.join(', ')}.`
export const villagesEmpty = (key: string): string =>
  `Chỉ tiêu ${key}: mọi thôn đều ghi 0/0 nên chưa có số của xã. Hãy kiểm tra lại các thôn, hoặc bỏ thu thập theo thôn rồi nhập số của xã.`
export const villagesEnded = (key: string, names: readonly string[]): string =>
  `Chỉ tiêu ${key} còn cộng số liệu của thôn đã kết thúc trước ngày cuối kỳ: ${names.join(', ')}. Hãy mở bảng số liệu theo thôn và lưu lại.`
export const unknownMeasure = (key: string): string => `Bộ tiêu chí không có chỉ tiêu “${key}”.`
export const unknownCriterion = (number: number): string => `Bộ tiêu chí không có tiêu chí số ${number}.`
export const unknownIndicator = (code: string): string => `Bộ tiêu chí không có chỉ tiêu “${code}”.`
export const namedTwice = 'Mục này được nêu hai lần trong một yêu cầu.'
export const reasonTooShort = 'Cần nêu lý do, ít nhất 10 ký tự.'
export const sameAsReported = 'Kết luận trùng với kết quả xã tự đánh giá, không cần ghi.'
export const measureMissing = (key: string): string => `Chỉ tiêu ${key} chưa có số liệu.`
export const explanationMissing = (number: number): string =>
  `Tiêu chí ${number} tháng trước đạt, nay chưa đạt: cần giải trình.`
export const onlyWithSubmission = 'Số liệu chỉ gửi kèm khi gửi phiếu.'
export const expiryRequired = 'Cần nêu ngày cuối cùng xã được sửa.'
export const expiryOutOfRange = (days: number): string => `Ngày cuối phải từ hôm nay đến tối đa ${days} ngày sau.`
export const nothingToReopen = 'Phiếu này chưa khóa, hoặc đang chờ huyện thẩm tra: không có gì để mở lại.'
