/** Notes (ghi chú) that a commune puts beside a figure. `{năm}` is the year of the month, `{năm trước}` the one before. */
export const VALUE_NOTES: Readonly<Record<string, readonly string[]>> = {
  '2.2': [
    'Số liệu theo nghiệm thu của Ban Quản lý xã.',
    'Tính cả các tuyến nhân dân tự làm, đã nghiệm thu khối lượng.',
  ],
  '3.1': [
    'Diện tích theo kết quả kiểm kê đất đai, đã trừ đất rẫy.',
    'Chưa tính diện tích tưới bằng giếng khoan của hộ.',
  ],
  '4.2': ['Theo danh sách khách hàng sử dụng điện do Điện lực cung cấp.'],
  '5.1': ['Tính trên các trường thuộc xã quản lý, không tính trường trung học phổ thông.'],
  '6.3': ['Tính cả nhà rông đang dùng làm nơi sinh hoạt cộng đồng.'],
  '9.2': ['Theo kết quả rà soát nhà ở của các thôn đầu năm {năm}.'],
  '10.1': [
    'Số ước thực hiện, chờ kết quả điều tra của Chi cục Thống kê.',
    'Theo phiếu điều tra thu nhập năm {năm trước}.',
  ],
  '11.1': [
    'Theo kết quả rà soát hộ nghèo cuối năm {năm trước}.',
    'Đã đối chiếu với danh sách của Phòng Lao động - Thương binh và Xã hội.',
  ],
  '12.1': ['Theo sổ theo dõi cung lao động của xã.'],
  '14.2': ['Số liệu năm học {năm trước} - {năm}.'],
  '15.1': ['Theo số thẻ còn hiệu lực do Bảo hiểm xã hội huyện, thành phố cung cấp.'],
  '15.3': ['Theo kết quả cân đo của Trạm Y tế xã.'],
  '17.1a': ['Theo bộ chỉ số theo dõi nước sạch và vệ sinh nông thôn.'],
  '17.1b': ['Đã tính các hộ dùng máy lọc đạt quy chuẩn.'],
  '17.7': ['Mẫu số là số hộ có chăn nuôi theo điều tra ngày 01/4.'],
}
