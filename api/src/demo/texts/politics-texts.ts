import type { UnmetTexts } from './unmet-text.js'

/** Criteria 18–19. */
export const POLITICS_TEXTS: UnmetTexts = {
  '18.1': [
    {
      obstacle: 'Còn cán bộ, công chức xã chưa đạt chuẩn về trình độ chuyên môn và lý luận chính trị.',
      remedy: 'Cử cán bộ chưa đạt chuẩn đi học, hoàn thành trước đại hội Đảng bộ xã; bố trí lại vị trí phù hợp.',
    },
    {
      obstacle: 'Một số cán bộ chuyên trách lớn tuổi chưa qua đào tạo trung cấp, đang theo học lớp tại chức.',
      remedy:
        'Đề nghị Sở Nội vụ mở lớp bồi dưỡng cho cán bộ người dân tộc thiểu số; rà soát, tinh giản người không đủ điều kiện.',
    },
  ],
  '18.2': [
    {
      obstacle: 'Còn thôn chưa có chi bộ độc lập, phải sinh hoạt ghép.',
      remedy: 'Phát triển đảng viên tại chỗ, tách chi bộ ghép; điều động đảng viên tăng cường về thôn.',
    },
    {
      obstacle: 'Chi hội Cựu chiến binh, chi đoàn ở một số thôn chưa kiện toàn đủ ban chấp hành.',
      remedy: 'Kiện toàn chi hội, chi đoàn các thôn trong quý, phân công cấp ủy viên phụ trách.',
    },
  ],
  '18.3': [
    {
      obstacle: 'Đảng bộ, chính quyền xã năm trước chưa được xếp loại “trong sạch, vững mạnh”.',
      remedy: 'Xây dựng kế hoạch khắc phục hạn chế sau kiểm điểm; đăng ký phấn đấu đạt trong năm đánh giá.',
    },
    {
      obstacle: 'Còn cán bộ bị xử lý kỷ luật nên chưa đủ điều kiện xếp loại theo quy định.',
      remedy: 'Tăng cường kiểm tra, giám sát của Ủy ban Kiểm tra Đảng ủy; thực hiện nghiêm quy chế dân chủ ở cơ sở.',
    },
  ],
  '18.4': [
    {
      obstacle: 'Mới {số} tổ chức chính trị - xã hội của xã đạt loại khá trở lên.',
      remedy:
        'Kiện toàn cán bộ đoàn thể, giao chỉ tiêu mô hình nông thôn mới cho từng tổ chức; Ủy ban Mặt trận cấp trên hướng dẫn.',
    },
    {
      obstacle:
        'Hoạt động của Đoàn Thanh niên, Hội Cựu chiến binh xã chưa đều, tỷ lệ tập hợp đoàn viên, hội viên thấp.',
      remedy: 'Đổi mới sinh hoạt, gắn phong trào của đoàn thể với tiêu chí còn thiếu của xã.',
    },
  ],
  '18.5': [
    {
      obstacle: 'Xã chưa đạt chuẩn tiếp cận pháp luật, điểm tiêu chí hòa giải và phổ biến pháp luật thấp.',
      remedy: 'Củng cố tổ hòa giải, tủ sách pháp luật; tự chấm điểm hằng quý theo Quyết định số 619/QĐ-TTg.',
    },
    {
      obstacle: 'Hồ sơ chấm điểm tiếp cận pháp luật chưa đủ tài liệu kiểm chứng, còn hồ sơ thủ tục hành chính trễ hạn.',
      remedy: 'Đề nghị Sở Tư pháp hướng dẫn nghiệp vụ; công khai và giải quyết đúng hạn thủ tục hành chính.',
    },
  ],
  '18.6': [
    {
      obstacle: 'Vẫn xảy ra bạo lực gia đình, tảo hôn; chưa có địa chỉ tin cậy ở đủ các thôn.',
      remedy:
        'Lập địa chỉ tin cậy, câu lạc bộ phòng, chống bạo lực gia đình ở các thôn; Hội Phụ nữ theo dõi từng vụ việc.',
    },
    {
      obstacle: 'Tỷ lệ nữ tham gia cấp ủy, chính quyền xã chưa đạt yêu cầu về bình đẳng giới.',
      remedy: 'Quy hoạch, bồi dưỡng cán bộ nữ; tuyên truyền Luật Bình đẳng giới bằng tiếng dân tộc.',
    },
  ],
  '19.1': [
    {
      obstacle: 'Quân số dân quân tham gia huấn luyện chưa đủ, chỉ tiêu giao quân chưa đạt.',
      remedy:
        'Xây dựng kế hoạch huấn luyện bù, làm tốt công tác tạo nguồn; phấn đấu hoàn thành chỉ tiêu quốc phòng năm.',
    },
    {
      obstacle: 'Trụ sở Ban Chỉ huy Quân sự xã chưa có, vũ khí, trang bị bảo quản nhờ.',
      remedy: 'Đề nghị Ban Chỉ huy Quân sự {huyện} hỗ trợ; bố trí phòng làm việc tạm và nơi để vũ khí đúng quy định.',
    },
  ],
  '19.2': [
    {
      obstacle: 'Còn tranh chấp, khiếu kiện về đất sản xuất; trật tự xã hội chưa ổn định.',
      remedy:
        'Tổ chức đối thoại, hòa giải dứt điểm vụ việc tại cơ sở; tăng cường tuần tra của Công an xã và tổ tự quản.',
    },
    {
      obstacle: 'Tình hình trộm cắp nông sản mùa thu hoạch, tín dụng đen còn phức tạp.',
      remedy: 'Nhân rộng mô hình “Tiếng mõ an ninh”, camera an ninh do nhân dân đóng góp.',
    },
    {
      obstacle: 'Thanh niên uống rượu, điều khiển xe gây tai nạn giao thông và mất trật tự còn xảy ra ở một số thôn.',
      remedy: 'Nắm chắc địa bàn, vận động quần chúng tham gia phong trào toàn dân bảo vệ an ninh Tổ quốc.',
    },
  ],
}
