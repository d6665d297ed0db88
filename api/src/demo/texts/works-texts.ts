import type { UnmetTexts } from './unmet-text.js'

/** Criteria 1–4. */
export const WORKS_TEXTS: UnmetTexts = {
  '1.1': [
    {
      obstacle: 'Đồ án quy hoạch chung xây dựng {xã} hết kỳ, đang điều chỉnh, chưa được {huyện} phê duyệt lại.',
      remedy:
        'Phối hợp Phòng Kinh tế và Hạ tầng hoàn chỉnh đồ án điều chỉnh quy hoạch, trình {huyện} phê duyệt và công bố công khai.',
    },
    {
      obstacle: 'Quy hoạch chung xây dựng xã chưa cập nhật các dự án thủy điện và vùng sản xuất tập trung mới.',
      remedy: 'Lấy ý kiến cộng đồng dân cư, hoàn thiện hồ sơ điều chỉnh quy hoạch chung trình thẩm định trong quý.',
    },
  ],
  '1.2': [
    {
      obstacle:
        'Chưa ban hành quy định quản lý quy hoạch chung; việc cắm mốc chỉ giới các công trình hạ tầng mới thực hiện ở khu trung tâm xã.',
      remedy: 'Ban hành quy định quản lý quy hoạch, lồng ghép kinh phí cắm mốc chỉ giới vào dự toán năm của xã.',
    },
    {
      obstacle: 'Thiếu kinh phí cắm mốc quy hoạch ngoài thực địa, người dân chưa nắm rõ chỉ giới.',
      remedy:
        'Đề nghị Sở Xây dựng hướng dẫn mẫu quy định quản lý; niêm yết bản đồ quy hoạch tại các nhà rông, nhà văn hóa thôn.',
    },
  ],
  '2.1': [
    {
      obstacle:
        'Tuyến đường từ trung tâm xã đến đường huyện mới cứng hóa đạt {số}, đoạn qua suối thường xuyên ngập vào mùa mưa.',
      remedy:
        'Đề nghị {huyện} ưu tiên vốn trung hạn 2016 - 2020 cho đoạn đường còn lại; xã vận động nhân dân hiến đất, giải phóng mặt bằng.',
    },
    {
      obstacle: 'Đường xã qua địa hình đồi dốc, suất đầu tư lớn, ngân sách {huyện} chưa bố trí đủ vốn.',
      remedy:
        'Lồng ghép vốn Chương trình 135 và vốn nông thôn mới để bê tông hóa đoạn còn lại, bảo dưỡng các đoạn xuống cấp.',
    },
    {
      obstacle: 'Một số đoạn đường nhựa đã xuống cấp, hư hỏng nền, xe ô tô đi lại khó khăn vào mùa mưa.',
      remedy: 'Bố trí vốn sự nghiệp giao thông sửa chữa các đoạn hư hỏng trước mùa mưa; đề nghị nâng cấp toàn tuyến.',
    },
  ],
  '2.2': [
    {
      obstacle: 'Đường trục thôn, liên thôn mới cứng hóa {số}, các làng xa trung tâm chưa có đường bê tông.',
      remedy:
        'Đăng ký xi măng hỗ trợ của tỉnh, giao từng thôn tự làm theo cơ chế đầu tư đặc thù, ngày công do nhân dân đóng góp.',
    },
    {
      obstacle: 'Đời sống nhân dân còn khó khăn, khả năng đóng góp đối ứng làm đường thôn rất hạn chế.',
      remedy:
        'Mỗi thôn đăng ký làm ít nhất 300 m đường bê tông trong năm; Ban Phát triển thôn tổ chức thi công và giám sát.',
    },
    {
      obstacle: 'Dân cư ở phân tán, tuyến liên thôn dài, khối lượng đường đất còn lớn (mới đạt {số}).',
      remedy: 'Phân kỳ đầu tư, làm trước các tuyến có trường học và điểm dân cư tập trung.',
    },
  ],
  '2.3': [
    {
      obstacle: 'Đường ngõ, xóm sạch và không lầy lội mới đạt {số}; còn nhiều đoạn đường đất, mùa mưa đi lại khó khăn.',
      remedy: 'Vận động các hộ liền kề góp vật liệu, ngày công; xã hỗ trợ xi măng từ nguồn sự nghiệp nông thôn mới.',
    },
    {
      obstacle: 'Nước mưa chảy tràn làm xói lở các đoạn ngõ, xóm chưa có rãnh thoát nước.',
      remedy:
        'Phát động ngày thứ Bảy nông thôn mới: rải đá cấp phối, khơi rãnh thoát nước các đoạn ngõ, xóm còn lầy lội.',
    },
  ],
  '2.4': [
    {
      obstacle: 'Đường trục chính nội đồng mới bảo đảm vận chuyển {số}, khu sản xuất xa, địa hình dốc.',
      remedy:
        'Ưu tiên cứng hóa tuyến nội đồng gắn với vùng cây công nghiệp; vận động doanh nghiệp thu mua cùng đóng góp.',
    },
    {
      obstacle: 'Các tuyến ra khu sản xuất cà phê, cao su là đường đất, xe vận chuyển nông sản không vào được mùa mưa.',
      remedy: 'Huy động máy móc sửa chữa, lu lèn nền đường trước mùa thu hoạch; lập dự án cứng hóa cho năm sau.',
    },
  ],
  '3.1': [
    {
      obstacle:
        'Diện tích đất sản xuất được tưới, tiêu chủ động mới đạt {số}, nhiều công trình thủy lợi nhỏ xuống cấp.',
      remedy: 'Nạo vét kênh mương, kiên cố hóa các đoạn kênh đất; kiện toàn tổ dùng nước ở các thôn.',
    },
    {
      obstacle: 'Mùa khô nguồn nước các đập dâng cạn kiệt, kênh đất thất thoát nước nhiều.',
      remedy:
        'Đề nghị Sở Nông nghiệp và Phát triển nông thôn hỗ trợ sửa chữa đập dâng; nhân rộng tưới tiết kiệm cho cà phê.',
    },
  ],
  '3.2': [
    {
      obstacle: 'Phương án phòng, chống thiên tai theo “bốn tại chỗ” chưa sát thực tế, vật tư dự phòng còn thiếu.',
      remedy: 'Kiện toàn đội xung kích phòng, chống thiên tai cấp xã, bổ sung vật tư và diễn tập trước mùa mưa bão.',
    },
    {
      obstacle: 'Còn hộ dân ở khu vực có nguy cơ sạt lở, lũ ống chưa được bố trí nơi ở an toàn.',
      remedy:
        'Rà soát, di dời các hộ ở vùng nguy cơ cao; cập nhật phương án phòng, chống thiên tai trình {huyện} phê duyệt.',
    },
  ],
  '4.1': [
    {
      obstacle: 'Đường dây hạ áp ở một số thôn bán kính cấp điện dài, tiết diện nhỏ, sụt áp vào giờ cao điểm.',
      remedy: 'Đề nghị Điện lực {huyện} nâng công suất trạm biến áp và cải tạo đường dây hạ áp.',
    },
    {
      obstacle: 'Người dân tự kéo dây sau công tơ bằng cột tạm, chưa bảo đảm an toàn hành lang lưới điện.',
      remedy: 'Vận động các hộ thay cột tạm, dây dẫn sau công tơ; ngành điện hỗ trợ kỹ thuật.',
    },
  ],
  '4.2': [
    {
      obstacle: 'Còn {hộ} hộ ở các điểm dân cư xa trung tâm chưa được sử dụng điện thường xuyên, an toàn (đạt {số}).',
      remedy:
        'Đề nghị Sở Công Thương đưa các điểm dân cư chưa có điện vào dự án cấp điện nông thôn từ lưới điện quốc gia.',
    },
    {
      obstacle: 'Một số hộ mới tách, ở khu sản xuất chưa có đường dây đến, dùng điện câu kéo không an toàn.',
      remedy: 'Vận động các hộ về ở tập trung theo quy hoạch; phối hợp Điện lực kéo điện cho {hộ} hộ còn lại.',
    },
  ],
}
