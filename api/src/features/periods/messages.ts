import type { DaysFault } from '@ntm/shared/periods/check-days'

/** What a refused day says to the officer who set it. */
export const DAYS_FAULTS: Readonly<Record<DaysFault['code'], string>> = {
  before_month: 'Hạn nộp không thể đứng trước ngày đầu của kỳ.',
  in_past: 'Ngày đã qua không đổi được, và không dời ngày về quá khứ.',
  before_due: 'Ngày khóa sổ không thể đứng trước hạn nộp.',
  too_late: 'Ngày khóa sổ chậm nhất là sáu tháng sau kỳ báo cáo.',
}
