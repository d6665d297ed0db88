import type { UnmetTexts } from './unmet-text.js'

/** Criteria 10–13. */
export const PRODUCTION_TEXTS: UnmetTexts = {
  '10.1': [
    {
      obstacle: 'Thu nhập bình quân mới đạt {số}; sản xuất chủ yếu là mì, lúa rẫy, giá nông sản bấp bênh.',
      remedy:
        'Chuyển diện tích mì kém hiệu quả sang cà phê, cây ăn quả, dược liệu; hỗ trợ giống và kỹ thuật cho từng nhóm hộ.',
    },
    {
      obstacle:
        'Giá mủ cao su, cà phê xuống thấp, chăn nuôi nhỏ lẻ nên thu nhập của người dân tăng chậm (mới đạt {số}).',
      remedy: 'Phát triển sâm dây, dược liệu dưới tán rừng gắn với hợp tác xã; mở rộng chăn nuôi bò, dê bán thâm canh.',
    },
    {
      obstacle:
        'Diện tích cây lâu năm đang thời kỳ kiến thiết cơ bản, chưa cho thu hoạch; ít việc làm phi nông nghiệp.',
      remedy:
        'Phối hợp Phòng Lao động mở lớp nghề gắn với doanh nghiệp tuyển dụng; đưa lao động đi làm việc có hợp đồng.',
    },
    {
      obstacle: 'Tỷ lệ hộ đồng bào dân tộc thiểu số cao, trình độ sản xuất hạn chế, thiếu vốn đầu tư.',
      remedy: 'Tái canh cà phê, ghép cải tạo vườn cây, tăng nguồn thu từ dịch vụ môi trường rừng.',
    },
  ],
  '11.1': [
    {
      obstacle:
        'Tỷ lệ hộ nghèo còn {số} ({hộ} hộ), phần lớn là hộ đồng bào dân tộc thiểu số thiếu đất, thiếu vốn, đông con.',
      remedy:
        'Phân công cán bộ, đảng viên giúp đỡ từng hộ nghèo có khả năng thoát nghèo; giao chỉ tiêu giảm nghèo cho từng thôn.',
    },
    {
      obstacle: 'Còn {hộ} hộ nghèo; một bộ phận chưa có ý thức tự vươn lên, còn trông chờ vào hỗ trợ của Nhà nước.',
      remedy:
        'Hỗ trợ có điều kiện: giao bò giống, cây giống kèm cam kết của hộ; theo dõi hằng tháng qua Ban Phát triển thôn.',
    },
    {
      obstacle: 'Số hộ thoát nghèo chưa bền vững, hộ mới tách thiếu hụt về nhà ở, nước sạch, tỷ lệ nghèo còn {số}.',
      remedy: 'Lồng ghép Chương trình 30a, 135 với vốn vay Ngân hàng Chính sách xã hội, ưu tiên {hộ} hộ còn nghèo.',
    },
    {
      obstacle: 'Chiều thiếu hụt về nhà ở và hố xí hợp vệ sinh cao, nguồn lực hỗ trợ phân tán.',
      remedy: 'Rà soát theo từng chiều thiếu hụt, ưu tiên nhà ở, nước sạch và bảo hiểm y tế.',
    },
  ],
  '12.1': [
    {
      obstacle: 'Tỷ lệ lao động có việc làm mới {số}; lao động nông nghiệp thiếu việc lúc nông nhàn.',
      remedy:
        'Phối hợp Trung tâm Dịch vụ việc làm tỉnh tổ chức phiên giao dịch tại xã, giới thiệu việc làm cho lao động nông nhàn.',
    },
    {
      obstacle: 'Thanh niên mới lớn chưa có nghề, ngại đi làm xa, doanh nghiệp trên địa bàn ít.',
      remedy: 'Vận động lao động trẻ nhận khoán chăm sóc cao su, tham gia tổ hợp tác trồng rừng.',
    },
  ],
  '13.1': [
    {
      obstacle: 'Xã chưa có hợp tác xã; các tổ hợp tác nhỏ, chưa đủ điều kiện nâng lên hợp tác xã.',
      remedy:
        'Phối hợp Liên minh Hợp tác xã tỉnh tuyên truyền Luật Hợp tác xã năm 2012, vận động thành lập hợp tác xã nông nghiệp.',
    },
    {
      obstacle: 'Hợp tác xã đã thành lập nhưng hoạt động cầm chừng, thiếu vốn, thiếu cán bộ quản lý.',
      remedy:
        'Củng cố ban giám đốc hợp tác xã, hỗ trợ lập phương án sản xuất kinh doanh và tiếp cận Quỹ hỗ trợ phát triển hợp tác xã.',
    },
    {
      obstacle: 'Người dân chưa quen góp vốn, còn tâm lý e ngại mô hình hợp tác xã kiểu cũ.',
      remedy: 'Nâng tổ hợp tác cà phê của thôn lên hợp tác xã, chọn các hộ sản xuất giỏi làm sáng lập viên.',
    },
  ],
  '13.2': [
    {
      obstacle: 'Chưa có mô hình liên kết gắn sản xuất với tiêu thụ nông sản chủ lực, nông dân bán cho thương lái.',
      remedy: 'Xây dựng chuỗi liên kết cà phê sạch giữa hợp tác xã và doanh nghiệp chế biến, có hợp đồng nhiều năm.',
    },
    {
      obstacle: 'Hợp đồng bao tiêu đã ký nhưng chưa bền vững, giá thị trường xuống thì doanh nghiệp không thu mua.',
      remedy:
        'Đề nghị Sở Nông nghiệp và Phát triển nông thôn hỗ trợ dự án liên kết theo chuỗi giá trị cho nông sản chủ lực.',
    },
    {
      obstacle: 'Sản lượng nhỏ, chất lượng không đồng đều nên khó thu hút doanh nghiệp liên kết.',
      remedy: 'Quy hoạch vùng nguyên liệu tập trung, thống nhất quy trình sản xuất; đăng ký nhãn hiệu sản phẩm.',
    },
  ],
}
