import type { UnmetTexts } from './unmet-text.js'

/** Criteria 5–9. */
export const FACILITY_TEXTS: UnmetTexts = {
  '5.1': [
    {
      obstacle:
        'Tỷ lệ trường đạt chuẩn về cơ sở vật chất mới {số}; các điểm trường lẻ thiếu phòng chức năng, nhà vệ sinh.',
      remedy: 'Đề nghị Sở Giáo dục và Đào tạo, {huyện} ưu tiên vốn kiên cố hóa trường lớp học giai đoạn 2017 - 2020.',
    },
    {
      obstacle: 'Trường mầm non còn phòng học tạm, thiếu bếp ăn bán trú và thiết bị dạy học tối thiểu.',
      remedy:
        'Dồn ghép điểm trường lẻ; lập kế hoạch đầu tư phòng chức năng theo lộ trình công nhận trường chuẩn quốc gia.',
    },
    {
      obstacle:
        'Trường tiểu học và trung học cơ sở thiếu phòng bộ môn, nhà đa năng, tường rào; nguồn vốn đầu tư hạn chế.',
      remedy: 'Xã hội hóa sửa chữa tường rào, sân chơi; {huyện} bố trí vốn làm phòng học bộ môn.',
    },
  ],
  '6.1': [
    {
      obstacle: 'Xã chưa có nhà văn hóa đa năng; sân thể thao chưa đủ diện tích, chưa được giao đất.',
      remedy: 'Giải phóng mặt bằng khu trung tâm văn hóa, thể thao; đề nghị bố trí vốn xây dựng nhà văn hóa đa năng.',
    },
    {
      obstacle:
        'Hội trường UBND xã dùng chung, chưa có trang thiết bị phục vụ sinh hoạt văn hóa, thể thao của toàn xã.',
      remedy:
        'Sửa chữa hội trường xã, mua sắm trang thiết bị từ nguồn sự nghiệp; san gạt sân thể thao bằng ngày công của đoàn thể.',
    },
    {
      obstacle: 'Quỹ đất đã quy hoạch cho khu thể thao còn vướng đền bù cây trồng của dân.',
      remedy: 'Tập trung tháo gỡ đền bù, vận động các hộ nhận đất hoán đổi; giao đất khu thể thao trong năm.',
    },
  ],
  '6.2': [
    {
      obstacle: 'Chưa có điểm vui chơi, giải trí cho trẻ em và người cao tuổi theo quy định.',
      remedy: 'Giao Đoàn Thanh niên xã làm điểm vui chơi trong khuôn viên nhà văn hóa, vận động tài trợ thiết bị.',
    },
    {
      obstacle: 'Điểm vui chơi đã có mặt bằng nhưng chưa có thiết bị, chưa có người quản lý.',
      remedy: 'Lồng ghép vốn sự nghiệp văn hóa, đề nghị Sở Văn hóa, Thể thao và Du lịch hỗ trợ bộ thiết bị ngoài trời.',
    },
  ],
  '6.3': [
    {
      obstacle:
        'Mới {số} thôn, làng có nhà văn hóa hoặc nhà rông bảo đảm sinh hoạt; các thôn còn lại sinh hoạt nhờ điểm trường.',
      remedy: 'Lồng ghép vốn Chương trình 135 xây nhà văn hóa các thôn còn thiếu, giao đất khu thể thao thôn.',
    },
    {
      obstacle: 'Nhà rông, nhà văn hóa một số làng xuống cấp, chưa có khu thể thao thôn.',
      remedy:
        'Vận động cộng đồng đóng góp vật liệu, ngày công sửa nhà rông; mỗi năm làm mới một đến hai nhà văn hóa thôn.',
    },
  ],
  '7.1': [
    {
      obstacle:
        'Chưa có chợ; việc mua bán chủ yếu qua các quán nhỏ và xe hàng lưu động, chưa đạt quy định về nơi mua bán, trao đổi hàng hóa.',
      remedy:
        'Kêu gọi hộ kinh doanh đầu tư cửa hàng tiện ích đạt chuẩn; đề nghị Sở Công Thương hướng dẫn thủ tục công nhận.',
    },
    {
      obstacle: 'Điểm mua bán tập trung tự phát bên đường, chưa được bố trí theo quy hoạch.',
      remedy: 'Bố trí mặt bằng ở trung tâm xã cho điểm mua bán nông sản họp theo phiên.',
    },
  ],
  '8.1': [
    {
      obstacle: 'Điểm bưu điện - văn hóa xã tạm đóng cửa do thiếu nhân viên phục vụ.',
      remedy: 'Đề nghị Bưu điện tỉnh bố trí nhân viên, mở lại điểm phục vụ ít nhất bốn giờ mỗi ngày.',
    },
    {
      obstacle: 'Điểm phục vụ bưu chính xuống cấp, mở cửa không đủ số giờ theo quy định.',
      remedy: 'Bố trí phòng làm việc tạm tại bộ phận một cửa cho nhân viên bưu chính trong khi sửa chữa.',
    },
  ],
  '8.2': [
    {
      obstacle: 'Một số thôn chưa có sóng di động ổn định, internet băng rộng chưa đến được điểm dân cư xa.',
      remedy: 'Đề nghị Sở Thông tin và Truyền thông làm việc với doanh nghiệp viễn thông xây thêm trạm phát sóng.',
    },
    {
      obstacle: 'Tuyến cáp hay đứt do sạt lở, dịch vụ internet gián đoạn dài ngày vào mùa mưa.',
      remedy: 'Đề nghị doanh nghiệp gia cố tuyến cáp, bố trí đường truyền dự phòng.',
    },
  ],
  '8.3': [
    {
      obstacle: 'Đài truyền thanh xã hư hỏng, mới phủ đến các thôn gần trung tâm.',
      remedy: 'Đề nghị Sở Thông tin và Truyền thông đầu tư đài truyền thanh không dây, sửa cụm loa các thôn còn thiếu.',
    },
    {
      obstacle: 'Cụm loa không dây ở các làng xa hỏng do sét đánh, chưa có kinh phí thay thế.',
      remedy: 'Bố trí ngân sách xã sửa máy phát, thay cụm loa; giao trưởng thôn quản lý, bảo vệ.',
    },
  ],
  '8.4': [
    {
      obstacle: 'Cán bộ xã chưa sử dụng thành thạo hệ thống quản lý văn bản và điều hành, máy tính cũ, thiếu máy.',
      remedy: 'Mở lớp bồi dưỡng tại chỗ cho cán bộ, công chức; đề nghị {huyện} cấp bổ sung máy tính.',
    },
    {
      obstacle: 'Chưa có trang thông tin điện tử; dịch vụ công trực tuyến hầu như chưa phát sinh hồ sơ.',
      remedy: 'Đưa hệ thống quản lý văn bản và điều hành vào sử dụng bắt buộc, mở trang thông tin điện tử của xã.',
    },
  ],
  '9.1': [
    {
      obstacle: 'Vẫn còn nhà tạm, dột nát của hộ nghèo, hộ già yếu neo đơn chưa có nguồn hỗ trợ.',
      remedy:
        'Rà soát từng hộ, ưu tiên vốn vay làm nhà theo Quyết định số 33/2015/QĐ-TTg; Mặt trận vận động Quỹ “Vì người nghèo”.',
    },
    {
      obstacle: 'Các hộ mới tách khỏi gia đình làm nhà tạm gần nương rẫy, chưa xóa hết nhà tạm.',
      remedy: 'Phân công các đoàn thể nhận giúp từng hộ, huy động ngày công và vật liệu tại chỗ để xóa nhà tạm.',
    },
  ],
  '9.2': [
    {
      obstacle: 'Mới {số} số hộ có nhà ở đạt tiêu chuẩn, còn {hộ} hộ nhà chưa đủ “3 cứng”, thiếu công trình phụ.',
      remedy: 'Vận động các hộ có điều kiện chỉnh trang nhà ở; hướng dẫn mẫu nhà phù hợp phong tục và đạt “3 cứng”.',
    },
    {
      obstacle: 'Hộ đồng bào dân tộc thiểu số đông, tập quán làm nhà sàn nhỏ, diện tích bình quân chưa đạt quy định.',
      remedy: 'Lập danh sách {hộ} hộ, phân kỳ hỗ trợ qua vốn vay Ngân hàng Chính sách xã hội và cộng đồng.',
    },
  ],
}
