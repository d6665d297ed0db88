/** What each refusal says to the person who caused it. */
const DETAILS: Readonly<Record<string, string>> = {
  malformed_request: 'Yêu cầu không đúng định dạng. Xem từng lỗi bên dưới.',
  malformed_json: 'Nội dung gửi lên không phải JSON hợp lệ.',
  unsupported_media_type: 'Kiểu nội dung gửi lên không được hỗ trợ; hãy gửi application/json.',
  body_too_large: 'Nội dung gửi lên quá lớn.',
  route_not_found: 'Không có địa chỉ này.',
  method_not_allowed: 'Địa chỉ này không nhận phương thức vừa dùng.',
  not_signed_in: 'Anh/chị cần đăng nhập để tiếp tục.',
  session_ended: 'Phiên làm việc đã kết thúc. Hãy đăng nhập lại.',
  invalid_credentials: 'Tên đăng nhập hoặc mật khẩu không đúng.',
  too_many_attempts: 'Đăng nhập sai quá nhiều lần. Hãy thử lại sau ít phút.',
  one_time_password_expired: 'Mật khẩu dùng một lần đã hết hạn. Hãy xin quản trị viên cấp lại.',
  password_change_required: 'Đây là mật khẩu dùng một lần: hãy đổi mật khẩu trước khi làm việc khác.',
  second_factor_enrolment_required: 'Tài khoản này phải bật xác thực hai lớp trước khi làm việc khác.',
  password_refused: 'Mật khẩu mới chưa dùng được.',
  password_wrong: 'Mật khẩu hiện tại không đúng.',
  password_changed_meanwhile: 'Mật khẩu vừa được thay đổi ở nơi khác. Hãy đăng nhập lại.',
  account_not_found: 'Không có tài khoản này.',
  username_taken: 'Tên đăng nhập này đã có người dùng.',
  own_account: 'Không ai tự khóa tài khoản hay đổi vai trò của chính mình; hãy nhờ quản trị viên khác.',
  last_administrator: 'Đây là quản trị viên không thời hạn cuối cùng; hãy giao quyền cho người khác trước.',
  account_already_so: 'Tài khoản đã ở trạng thái này.',
  roles_invalid: 'Một số vai trò chưa hợp lệ; chưa có gì được lưu. Xem từng lỗi bên dưới.',
  forbidden: 'Tài khoản này không được làm việc đó.',
  unit_not_found: 'Không có đơn vị hành chính này vào ngày được hỏi.',
  criteria_set_not_found: 'Không có bộ tiêu chí này.',
  no_criteria_set: 'Kỳ này không thuộc thời gian áp dụng của bộ tiêu chí nào.',
  assessment_not_found: 'Không có phiếu đánh giá này, hoặc anh/chị không được xem phiếu khi xã chưa được duyệt.',
  not_in_programme: 'Đơn vị này không thuộc Chương trình nông thôn mới trong kỳ được hỏi.',
  if_match_required: 'Thiếu đầu mục If-Match: hãy đọc bản mới nhất rồi gửi kèm ETag của bản đó.',
  stale_version: 'Phiếu đã được người khác thay đổi. Hãy xem bản mới nhất rồi thực hiện lại.',
  wrong_status: 'Trạng thái hiện tại của phiếu không cho phép thao tác này.',
  sheet_locked: 'Phiếu đang khóa, không nhận sửa đổi.',
  own_sheet: 'Người lập phiếu không được thẩm tra chính phiếu đó.',
  invalid_values: 'Một số giá trị chưa hợp lệ; chưa có gì được lưu. Xem từng lỗi bên dưới.',
  submission_incomplete: 'Phiếu chưa đủ điều kiện để gửi. Xem từng điểm còn thiếu bên dưới.',
  return_needs_reasons: 'Trả lại phiếu phải nêu chỉ tiêu và lý do cho từng chỉ tiêu (ít nhất 10 ký tự).',
  overrule_needs_reason: 'Kết luận khác với xã phải kèm lý do (ít nhất 10 ký tự).',
  idempotency_key_reused: 'Idempotency-Key này đã dùng cho một yêu cầu khác.',
  idempotency_key_invalid: 'Idempotency-Key phải dài từ 1 đến 255 ký tự in được.',
  basis_not_visible: 'Số xã tự báo cáo của kỳ chưa tổng hợp chỉ hiển thị cho cấp trên của xã và các sở, ngành.',
  range_too_long: 'Khoảng thời gian quá dài: tối đa 180 tháng, và tháng đầu không sau tháng cuối.',
  cursor_invalid: 'Con trỏ trang không hợp lệ; hãy lấy lại từ trang đầu.',
  unavailable: 'Hệ thống tạm thời chưa phục vụ được. Dữ liệu không mất; hãy thử lại sau ít giây.',
  internal: 'Hệ thống gặp lỗi ngoài dự kiến. Lỗi đã được ghi lại kèm mã theo dõi; hãy thử lại.',
}

const TITLES: Readonly<Record<number, string>> = {
  400: 'Yêu cầu không hợp lệ',
  401: 'Chưa đăng nhập',
  403: 'Không được phép',
  404: 'Không tìm thấy',
  405: 'Không nhận phương thức này',
  409: 'Trạng thái không cho phép',
  412: 'Bản đang xem đã cũ',
  413: 'Nội dung quá lớn',
  415: 'Kiểu nội dung không hỗ trợ',
  422: 'Trái quy tắc nghiệp vụ',
  428: 'Thiếu If-Match',
  429: 'Quá nhiều yêu cầu',
  500: 'Lỗi hệ thống',
  503: 'Tạm thời chưa phục vụ được',
}

export function describeProblem(code: string, status: number): string {
  return DETAILS[code] ?? titleOf(status)
}

export function titleOf(status: number): string {
  return TITLES[status] ?? (status >= 500 ? 'Lỗi hệ thống' : 'Yêu cầu không thực hiện được')
}
