import type { Refusal } from '@ntm/shared/verifications/wire'

/** Why one verdict of many was not recorded. */
export const REFUSED: Readonly<Record<Refusal, string>> = {
  unit_not_found: 'Không có xã này trong Chương trình ở kỳ đó.',
  not_in_charge: 'Cơ quan của anh/chị không phụ trách chỉ tiêu này trong kỳ đó.',
  not_submitted: 'Xã chưa gửi phiếu, hoặc phiếu đã tổng hợp.',
  already_recorded: 'Ý kiến này đã được ghi trước đó.',
}

export const reasonTooShort = 'Cần nêu lý do, ít nhất 10 ký tự.'
export const unknownIndicator = (code: string): string => `Bộ tiêu chí không có chỉ tiêu “${code}”.`
