/** What a district may ask about a figure when it returns a sheet, by indicator. */
export const FIGURE_DOUBTS: Readonly<Record<string, string>> = {
  '2.2': 'Khối lượng đường trục thôn chưa khớp biên bản nghiệm thu quý II của Ban Quản lý xã.',
  '5.1': 'Trường mầm non chưa có quyết định công nhận cơ sở vật chất, đề nghị tính lại tỷ lệ.',
  '9.2': 'Chưa kèm danh sách hộ có nhà ở đạt chuẩn theo từng thôn; số hộ thay đổi so với tháng trước chưa rõ nguồn.',
  '10.1': 'Đề nghị gửi kèm phiếu điều tra thu nhập có xác nhận của Chi cục Thống kê.',
  '11.1': 'Chưa khớp danh sách hộ nghèo tháng 6.',
  '15.1': 'Chưa đối chiếu với số thẻ còn hiệu lực đến ngày 30/6 của Bảo hiểm xã hội.',
  '17.1': 'Chưa có biểu tổng hợp nước sạch theo thôn; hai thôn báo cáo trùng số hộ.',
  '17.6': 'Tỷ lệ nhà tiêu hợp vệ sinh chênh với báo cáo của Trạm Y tế xã, đề nghị rà soát lại.',
}

/** What it may ask about something that the commune says is there, by indicator. */
export const STATE_DOUBTS: Readonly<Record<string, string>> = {
  '6.1': 'Sân thể thao đang thi công dở dang, chưa được tính là có khu thể thao của xã.',
  '13.1': 'Hợp tác xã chưa họp đại hội thành viên năm 2019, chưa đủ căn cứ đánh giá đạt.',
  '17.5': 'Chưa có hợp đồng thu gom rác thải năm 2019 làm minh chứng.',
  '18.5': 'Chưa có quyết định công nhận xã đạt chuẩn tiếp cận pháp luật năm 2018.',
  '19.2': 'Đề nghị có xác nhận của Công an cấp trên về tình hình an ninh, trật tự trong tháng.',
}

/** What a district says of a sheet as a whole when it returns it. */
export const RETURN_SUMMARIES: readonly string[] = [
  'Đề nghị xã rà soát, bổ sung các chỉ tiêu nêu dưới đây và gửi lại trước ngày 25/7/2019.',
  'Số liệu một số chỉ tiêu chưa thống nhất với báo cáo của các phòng chuyên môn.',
  'Bổ sung minh chứng và chỉnh sửa số liệu rồi gửi lại.',
]

/** The mistake of sheets that were returned once and have been put right since: figures out of last year's households. */
export const OLD_DENOMINATOR_REASON = 'Mẫu số đang lấy tổng số hộ năm 2018, đề nghị cập nhật theo số hộ năm 2019.'
