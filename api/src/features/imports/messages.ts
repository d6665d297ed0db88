import type { FileFault } from '../../spreadsheets/refused-file.js'
import type { HeadFault } from './columns.js'
import type { ReadFault } from './parse-rows.js'

/** What a refused file says to the person who sent it. */
export const FILE_FAULTS: Readonly<Record<FileFault, string>> = {
  empty: 'Tệp rỗng. Chọn lại tệp đã lưu.',
  unknown_format: 'Đây không phải tệp Excel (.xlsx) hay CSV. Lưu lại ở dạng “Excel Workbook (.xlsx)” rồi gửi.',
  old_excel:
    'Tệp Excel đời cũ (.xls) hoặc có mật khẩu. Mở tệp, bỏ mật khẩu, lưu lại ở dạng “Excel Workbook (.xlsx)” rồi gửi.',
  damaged: 'Tệp bị hỏng hoặc tải lên chưa đủ. Mở tệp bằng Excel, lưu lại rồi gửi.',
  too_many_entries: 'Tệp chứa quá nhiều phần bên trong nên không được mở. Tải tệp mẫu mới và nhập vào đó.',
  too_large_inside:
    'Tệp giải nén ra quá lớn nên không được mở. Tải tệp mẫu mới và nhập vào đó; nếu nhiều xã, chọn mẫu mỗi dòng là một xã hoặc chia tệp theo huyện.',
  suspicious_ratio: 'Tệp nén bất thường (giải nén ra quá lớn) nên không được mở. Tải tệp mẫu mới và nhập vào đó.',
  encrypted: 'Tệp có mật khẩu. Bỏ mật khẩu, lưu lại rồi gửi.',
  bad_entry_name: 'Tệp có phần mang tên không hợp lệ nên không được mở. Tải tệp mẫu mới và nhập vào đó.',
  not_a_workbook: 'Tệp nén này không phải bảng tính Excel. Lưu lại ở dạng “Excel Workbook (.xlsx)” rồi gửi.',
  entities: 'Tệp chứa khai báo XML không được phép nên không được mở. Tải tệp mẫu mới và nhập vào đó.',
  too_deep: 'Tệp có cấu trúc bất thường nên không được mở. Tải tệp mẫu mới và nhập vào đó.',
  broken_quotes:
    'Dấu ngoặc kép trong tệp CSV chưa khép hoặc đặt sai chỗ. Mở tệp bằng Excel, lưu lại ở dạng “CSV UTF-8” hoặc .xlsx rồi gửi.',
  web_page:
    'Đây là trang web (HTML) mang đuôi bảng tính. Mở bằng Excel, lưu lại ở dạng “Excel Workbook (.xlsx)” rồi gửi.',
  not_utf8: 'Tệp CSV không ở bảng mã UTF-8. Trong Excel chọn lưu dạng “CSV UTF-8” rồi gửi.',
  row_too_long: 'Tệp CSV có dòng quá dài. Kiểm tra dấu ngoặc kép trong tệp rồi gửi lại.',
}

export const HEAD_FAULTS: Readonly<Record<HeadFault['code'], string>> = {
  unknown_column: 'Không có cột mang tên này trong mẫu. Xóa cột, hoặc sửa tên cột như trong tệp mẫu.',
  column_twice: 'Cột này có hai lần. Xóa bớt một cột.',
  unit_column_missing: 'Không thấy cột “Mã xã”. Dùng tệp mẫu tải từ hệ thống, giữ nguyên dòng tên cột.',
  no_input_column: 'Không thấy cột số liệu nào (“Giá trị”, hoặc cột mang mã chỉ tiêu). Dùng tệp mẫu tải từ hệ thống.',
}

export const ROW_FAULTS: Readonly<Record<ReadFault['code'], string>> = {
  unit_missing:
    'Dòng có số liệu nhưng thiếu mã xã. Ghi mã xã (nếu ô mã xã bị gộp thì bỏ gộp, ghi ở từng dòng), hoặc xóa dòng.',
  unit_malformed: 'Mã xã phải là dãy chữ số, ví dụ 23512.',
  measure_missing: 'Dòng có số liệu nhưng thiếu mã chỉ tiêu. Ghi mã chỉ tiêu, hoặc xóa dòng.',
  unknown_measure: 'Bộ tiêu chí của kỳ không có mã chỉ tiêu này. Kiểm tra lại mã, ví dụ 11.1.',
  wrong_period: 'Dòng này ghi kỳ khác với kỳ của tệp. Mỗi tệp chỉ nhập một kỳ: tách dòng ra tệp khác.',
  not_a_number: 'Đây không phải là số. Chỉ ghi số, ví dụ 8,2; chưa có số thì để trống; ghi chú để ở cột “Ghi chú”.',
  ambiguous_number: 'Không rõ là một nghìn hay phần lẻ. Ghi 1100 (một nghìn một trăm) hoặc 1,1 (một phẩy một).',
  too_many_digits: 'Số có quá nhiều chữ số (tối đa 15). Kiểm tra lại số và đơn vị tính, làm tròn nếu cần.',
  comma_in_number:
    'Tệp CSV này ngăn cột bằng dấu phẩy nên số phải ghi dấu chấm, ví dụ 8.2. Ghi lại, hoặc dùng tệp mẫu Excel.',
  is_a_date: 'Excel đã đổi số này thành ngày tháng. Định dạng ô là Số (Number) rồi nhập lại.',
  is_a_boolean: 'Ô này ghi TRUE hoặc FALSE, chỉ tiêu cần một con số. Nhập số.',
  is_an_error: 'Ô này là lỗi công thức của Excel. Sửa công thức, hoặc nhập số trực tiếp.',
  not_calculated: 'Công thức ở ô này chưa được tính. Mở tệp bằng Excel, lưu lại rồi gửi; hoặc thay công thức bằng số.',
  not_met_or_not: 'Chỉ tiêu này trả lời “Đạt” hoặc “Chưa đạt”. Chọn một trong hai.',
  not_yes_or_no: 'Ghi “x” nếu không áp dụng, hoặc để trống.',
  note_too_long: 'Ghi chú dài quá 2.000 ký tự. Viết ngắn lại.',
}

export const namedTwice = (row: number): string =>
  `Chỉ tiêu này của xã đã có ở dòng ${row}. Mỗi chỉ tiêu của một xã chỉ ghi một lần: xóa bớt một dòng.`
export const noPeriod = 'Không biết tệp của kỳ nào. Dùng tệp mẫu tải từ hệ thống, hoặc thêm cột “Kỳ” (ví dụ 2019-07).'
export const noSet = 'Kỳ này không có bộ tiêu chí để đánh giá.'
export const otherSet = (code: string): string =>
  `Tệp mẫu theo bộ tiêu chí “${code}”, nay kỳ này dùng bộ khác. Tải tệp mẫu mới.`
export const noHead = 'Không thấy dòng tên cột (có “Mã xã”). Dùng tệp mẫu tải từ hệ thống, giữ nguyên dòng tên cột.'
export const noFigures = 'Tệp không có số liệu nào để nhập. Nhập vào các ô nền vàng, lưu tệp rồi gửi.'
export const notAllowedNow = 'Người gửi tệp không còn quyền nhập số liệu.'
export const undoNotAllowed =
  'Người gửi tệp không còn quyền nhập số liệu của mọi xã trong tệp nên chưa hoàn tác; số liệu của tệp vẫn còn nguyên.'
export const undoBrokeDown =
  'Hệ thống gặp lỗi ngoài dự kiến khi hoàn tác; số liệu của tệp vẫn còn nguyên. Hãy hoàn tác lại.'
export const brokeDown = 'Hệ thống gặp lỗi ngoài dự kiến khi xử lý tệp; chưa có gì được ghi. Hãy gửi lại tệp.'
export const tooManyRows = 'Tệp có quá nhiều dòng (tối đa 1.000.000). Chia thành nhiều tệp.'
export const nameDisagrees = (code: string, name: string): string =>
  `Mã ${code} là của xã ${name}, không phải tên ghi ở đây. Sửa mã hoặc tên cho khớp.`
export const secondList = (tab: string): string =>
  `Xã này đã có ở tờ “${tab}”. Số liệu của một xã chỉ ghi ở một tờ: xóa các dòng này, hoặc xóa tờ thừa.`
export const otherMonth =
  'Tờ này ghi kỳ khác với kỳ của tệp. Mỗi tệp chỉ nhập một kỳ: sửa dòng tiêu đề, hoặc chuyển tờ sang tệp khác.'

/** What is wrong with a tab that has no column of communes, or with one among many. */
export const TAB_FAULTS = {
  tab_without_commune:
    'Không biết tờ này của xã nào. Đặt tên tờ là mã xã (ví dụ 23512) hoặc tên xã, hoặc thêm cột “Mã xã”. Chỉ nhập được xã trong phạm vi của anh/chị.',
  tab_of_two_communes:
    'Tên tờ và dòng tiêu đề nói đến hai xã khác nhau. Sửa cho khớp để số liệu không vào nhầm xã, hoặc thêm cột “Mã xã”.',
  no_head:
    'Tờ này mang tên xã nhưng không có dòng tên cột (“Mã chỉ tiêu”, “Giá trị”). Ghi lại dòng tên cột, hoặc xóa tờ.',
} as const
export const headlessColumn =
  'Cột này có dữ liệu nhưng không có tên cột. Ghi lại tên cột như trong tệp mẫu, hoặc xóa dữ liệu của cột.'

const NAMED_AT_MOST = 10

/** Why an import cannot be undone any more, with the communes it is because of. */
export function editedSince(names: readonly string[], { hasOthers }: { hasOthers: boolean }): string {
  const rest = names.length - NAMED_AT_MOST
  const told = names.slice(0, NAMED_AT_MOST).join(', ') + (rest > 0 ? ` và ${rest} xã khác` : '')
  return `Phiếu của ${told} đã được sửa, gửi hoặc duyệt sau lần nhập này nên không hoàn tác được nữa. ${
    hasOthers ? 'Giữ nguyên các phiếu này thì hoàn tác được các xã còn lại.' : 'Hãy sửa trên phiếu.'
  }`
}
