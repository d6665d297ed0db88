import type { Catalogue, CatalogueMeasure } from '../criteria/queries.js'

export const FIGURES_SHEET = 'Phieu'
export const GUIDE_SHEET = 'Huong_dan'

/** Text of an answer as it stands in a cell. */
export function showAnswer({ kind }: Pick<CatalogueMeasure, 'kind'>, value: number | null): string | number | null {
  if (value === null || kind !== 'boolean') return value
  return value === 1 ? 'Đạt' : 'Chưa đạt'
}

/** What has to be reached: `≥ 95`, `≤ 7`, `Đạt`. */
export function showThreshold({ comparator }: Pick<CatalogueMeasure, 'comparator'>, value: number | true): string {
  if (value === true) return 'Đạt'
  return `${comparator === '<=' ? '≤' : '≥'} ${String(value).replace('.', ',')}`
}

/** Name of a measure for a reader: that of its indicator, with its own where the indicator has several. */
export function nameMeasure(set: Catalogue, measure: CatalogueMeasure): string {
  const indicator = set.indicators.find(({ code }) => code === measure.indicator)
  return [indicator?.name ?? measure.indicator, measure.label].filter(Boolean).join(' – ')
}

export function showPeriod(period: string): string {
  return `${period.slice(5)}/${period.slice(0, 4)}`
}

export const GUIDE: readonly string[] = [
  'Chỉ nhập vào các ô nền vàng. Ô nền xám là thông tin để tham khảo; phiếu đã gửi hoặc đã khóa thì mọi ô đều xám.',
  'Ô để trống thì giữ nguyên số đang có trên hệ thống.',
  'Số: ghi 8,2 hoặc 1250, không ghi đơn vị, không dùng dấu chấm ngăn hàng nghìn.',
  'Chỉ tiêu phần trăm: ghi tỷ lệ (0–100) ở cột “Giá trị”, hoặc ghi tử số và mẫu số để hệ thống tự tính; không ghi cả hai.',
  'Chỉ tiêu đạt/chưa đạt: chọn trong danh sách của ô.',
  'Không đổi tên cột, không thêm cột, không đổi mã xã và mã chỉ tiêu. Được lọc, sắp xếp và xóa bớt dòng.',
  'Lưu ở dạng .xlsx, rồi vào trang “Excel” của hệ thống để gửi. Hệ thống kiểm tra từng ô trước khi ghi; còn một lỗi thì chưa ghi gì cả.',
  'Khó khăn, giải pháp và giải trình ghi trực tiếp trên phiếu; nhập xong vẫn phải gửi phiếu trên hệ thống.',
]
