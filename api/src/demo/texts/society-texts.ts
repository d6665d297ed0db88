import type { UnmetTexts } from './unmet-text.js'

/** Criteria 14–16. */
export const SOCIETY_TEXTS: UnmetTexts = {
  '14.1': [
    {
      obstacle: 'Chưa duy trì được mức phổ cập giáo dục trung học cơ sở, học sinh nghỉ học theo mùa vụ.',
      remedy: 'Giao trường phối hợp già làng, trưởng thôn vận động học sinh ra lớp; mở lớp phổ cập buổi tối.',
    },
    {
      obstacle: 'Tỷ lệ người biết chữ mức độ 2 trong độ tuổi 15 - 60 thấp, lớp xóa mù chữ khó duy trì sĩ số.',
      remedy: 'Mở lớp xóa mù chữ tại các làng vào thời gian nông nhàn, do giáo viên và đoàn thể xã phụ trách.',
    },
  ],
  '14.2': [
    {
      obstacle:
        'Học sinh tốt nghiệp trung học cơ sở được tiếp tục học mới {số}; nhiều em ở nhà phụ giúp gia đình, lập gia đình sớm.',
      remedy:
        'Tư vấn phân luồng, giới thiệu học sinh vào trung tâm giáo dục nghề nghiệp; vận động học bổng cho học sinh nghèo.',
    },
    {
      obstacle: 'Trường trung học phổ thông ở xa, điều kiện ăn ở bán trú khó khăn.',
      remedy: 'Đề nghị bố trí chỗ ở bán trú, phối hợp gia đình cam kết không để con bỏ học.',
    },
  ],
  '14.3': [
    {
      obstacle: 'Lao động có việc làm qua đào tạo mới {số}, lớp nghề nông thôn chưa sát nhu cầu.',
      remedy: 'Đăng ký với {huyện} mở lớp nghề ngắn hạn: kỹ thuật cạo mủ cao su, chăn nuôi thú y, xây dựng.',
    },
    {
      obstacle: 'Lao động ngại học nghề dài hạn, nhiều người biết việc nhưng chưa có chứng chỉ.',
      remedy: 'Tổ chức đánh giá, cấp chứng chỉ sơ cấp cho lao động đã có tay nghề.',
    },
  ],
  '15.1': [
    {
      obstacle: 'Tỷ lệ tham gia bảo hiểm y tế mới {số}; các hộ vừa thoát nghèo không còn được cấp thẻ, chưa tự mua.',
      remedy: 'Vận động hộ cận nghèo, hộ có mức sống trung bình tham gia bảo hiểm y tế; đại lý thu đến từng thôn.',
    },
    {
      obstacle: 'Người dân ở thôn không thuộc diện đặc biệt khó khăn chưa quen mua bảo hiểm y tế hộ gia đình.',
      remedy: 'Tuyên truyền lợi ích bảo hiểm y tế hộ gia đình tại các buổi họp thôn; đại lý thu đến từng thôn.',
    },
    {
      obstacle: 'Danh sách cấp thẻ chậm đối chiếu, một số người trùng thẻ, sai thông tin.',
      remedy: 'Đề nghị Bảo hiểm xã hội {huyện} đối chiếu danh sách, cấp bổ sung thẻ trong tháng.',
    },
  ],
  '15.2': [
    {
      obstacle:
        'Trạm Y tế xã chưa có bác sĩ làm việc thường xuyên, nhà trạm xuống cấp nên chưa đạt Tiêu chí quốc gia về y tế.',
      remedy: 'Đề nghị Sở Y tế luân phiên bác sĩ về trạm, bố trí vốn sửa chữa nhà trạm.',
    },
    {
      obstacle:
        'Thiếu trang thiết bị và vườn thuốc nam, điểm chấm Tiêu chí quốc gia về y tế xã chưa đạt mức tối thiểu.',
      remedy: 'Bổ sung trang thiết bị thiết yếu, trồng lại vườn thuốc nam, hoàn thiện hồ sơ đề nghị chấm lại.',
    },
  ],
  '15.3': [
    {
      obstacle: 'Trẻ em dưới 5 tuổi suy dinh dưỡng thấp còi còn {số}, chủ yếu ở các làng đồng bào dân tộc thiểu số.',
      remedy: 'Cân đo trẻ định kỳ, hướng dẫn thực hành dinh dưỡng cho bà mẹ tại thôn; cấp bổ sung vi chất.',
    },
    {
      obstacle: 'Bữa ăn của trẻ thiếu chất, tỷ lệ bà mẹ khám thai đủ ba lần còn thấp.',
      remedy: 'Lồng ghép mô hình “vườn rau dinh dưỡng” của Hội Phụ nữ với bếp ăn bán trú mầm non.',
    },
  ],
  '16.1': [
    {
      obstacle: 'Mới {số} thôn, làng giữ vững danh hiệu văn hóa; còn tình trạng tảo hôn, uống rượu gây mất trật tự.',
      remedy: 'Phát huy vai trò già làng, người có uy tín vận động xóa tảo hôn; nhân rộng thôn văn hóa điểm.',
    },
    {
      obstacle: 'Một số thôn chưa đạt do tỷ lệ hộ nghèo cao và còn trường hợp sinh con thứ ba.',
      remedy: 'Đăng ký danh hiệu từ đầu năm, giao ban công tác Mặt trận theo dõi hằng quý.',
    },
    {
      obstacle: 'Hương ước, quy ước của thôn chưa được sửa đổi, việc bình xét còn hình thức.',
      remedy: 'Sửa đổi hương ước, quy ước gắn với nội dung nông thôn mới; kiểm tra việc bình xét ở từng thôn.',
    },
  ],
}

/** Criterion 17. */
export const ENVIRONMENT_TEXTS: UnmetTexts = {
  '17.1a': [
    {
      obstacle: 'Tỷ lệ hộ dùng nước hợp vệ sinh mới {số}, còn {hộ} hộ dùng nước suối chưa qua xử lý.',
      remedy: 'Hỗ trợ dụng cụ trữ và lọc nước cho {hộ} hộ, hướng dẫn bảo vệ nguồn nước.',
    },
    {
      obstacle: 'Công trình nước tự chảy ở hai làng bị hư hỏng đường ống, mùa khô thiếu nước.',
      remedy: 'Sửa chữa công trình nước tự chảy, thành lập tổ quản lý có thu phí duy tu.',
    },
  ],
  '17.1b': [
    {
      obstacle: 'Hộ dùng nước sạch theo quy chuẩn mới {số}, chưa có nhà máy nước tập trung.',
      remedy:
        'Đề nghị Trung tâm Nước sạch và Vệ sinh môi trường nông thôn đầu tư, mở rộng hệ thống cấp nước tập trung.',
    },
    {
      obstacle: 'Giếng đào chưa được xét nghiệm chất lượng nước nên chưa tính là nước sạch.',
      remedy: 'Lấy mẫu xét nghiệm nước giếng theo cụm dân cư, hỗ trợ thiết bị lọc hộ gia đình.',
    },
  ],
  '17.2': [
    {
      obstacle:
        'Mới {số} cơ sở sản xuất, kinh doanh có hồ sơ môi trường; cơ sở nhỏ chưa lập cam kết bảo vệ môi trường.',
      remedy:
        'Phối hợp Phòng Tài nguyên và Môi trường hướng dẫn lập hồ sơ, ký cam kết với từng cơ sở; kiểm tra, xử lý vi phạm.',
    },
    {
      obstacle: 'Các cơ sở chế biến mì, xay xát, sửa xe chưa có công trình xử lý nước thải, dầu nhớt.',
      remedy:
        'Vận động các cơ sở làm bể lắng, thu gom chất thải nguy hại; không cấp phép cơ sở mới thiếu hồ sơ môi trường.',
    },
  ],
  '17.3': [
    {
      obstacle: 'Cảnh quan nhiều thôn chưa sạch, gia súc thả rông, ít cây xanh, hàng rào.',
      remedy: 'Đưa nội dung không thả rông gia súc vào quy ước thôn, làm điểm đường hoa ở khu trung tâm.',
    },
    {
      obstacle: 'Phong trào vệ sinh đường làng chưa duy trì thường xuyên sau các đợt ra quân.',
      remedy:
        'Duy trì ngày thứ Bảy vệ sinh môi trường, trồng hoa và cây xanh tuyến đường tự quản của phụ nữ, thanh niên.',
    },
  ],
  '17.4': [
    {
      obstacle: 'Nghĩa trang nhân dân chưa có quy chế quản lý, một số làng còn chôn cất rải rác theo phong tục.',
      remedy: 'Ban hành quy chế quản lý nghĩa trang, vận động già làng và các hộ chôn cất đúng nơi quy hoạch.',
    },
    {
      obstacle: 'Quy hoạch nghĩa trang đã có nhưng chưa có đường vào, chưa phân lô nên người dân chưa đưa vào sử dụng.',
      remedy: 'Làm đường vào và phân lô nghĩa trang bằng nguồn xã hội hóa; cắm biển, giao thôn quản lý.',
    },
  ],
  '17.5': [
    {
      obstacle:
        'Chưa có đội thu gom rác đến các thôn xa, người dân tự đốt hoặc chôn lấp; chưa có bãi xử lý hợp vệ sinh.',
      remedy: 'Thành lập tổ tự quản thu gom rác, mua xe đẩy, đặt điểm tập kết; hợp đồng vận chuyển về bãi rác {huyện}.',
    },
    {
      obstacle: 'Nước thải khu dân cư tập trung chưa có rãnh thoát, tồn đọng vào mùa mưa.',
      remedy: 'Vận động mỗi hộ có hố xử lý rác hữu cơ; làm rãnh thoát nước các khu dân cư tập trung.',
    },
    {
      obstacle: 'Hợp đồng với đơn vị thu gom mới ở khu trung tâm xã, mức thu phí thấp không đủ chi.',
      remedy: 'Xây dựng mức thu phí vệ sinh trình HĐND xã, mở rộng thu gom đến các thôn còn lại.',
    },
  ],
  '17.6': [
    {
      obstacle: 'Hộ có nhà tiêu, nhà tắm, bể chứa nước hợp vệ sinh và đảm bảo 3 sạch mới {số}, còn {hộ} hộ chưa có.',
      remedy: 'Hội Phụ nữ xã vận động “5 không, 3 sạch”; hướng dẫn vay vốn nước sạch và vệ sinh môi trường nông thôn.',
    },
    {
      obstacle: 'Tập quán sinh hoạt và điều kiện kinh tế khó khăn nên nhiều hộ chưa làm nhà tiêu hợp vệ sinh.',
      remedy: 'Hỗ trợ vật liệu làm nhà tiêu cho {hộ} hộ còn thiếu theo lộ trình, đoàn thể giúp ngày công.',
    },
  ],
  '17.7': [
    {
      obstacle:
        'Mới {số} hộ chăn nuôi có chuồng trại bảo đảm vệ sinh; nhiều hộ còn nuôi nhốt dưới gầm nhà sàn, thả rông.',
      remedy: 'Vận động di dời chuồng trại xa nhà ở, hỗ trợ hầm biogas và đệm lót sinh học.',
    },
    {
      obstacle: 'Còn {hộ} hộ chăn nuôi gần nhà ở, chưa có hầm chứa chất thải.',
      remedy: 'Đưa việc làm chuồng trại vào quy ước thôn; lồng ghép hỗ trợ chuồng trại khi cấp bò giống.',
    },
  ],
  '17.8': [
    {
      obstacle:
        'Tỷ lệ hộ và cơ sở tuân thủ an toàn thực phẩm mới {số}; các quán ăn nhỏ chưa khám sức khỏe, chưa ký cam kết.',
      remedy:
        'Tổ chức tập huấn, khám sức khỏe và ký cam kết an toàn thực phẩm cho các cơ sở còn lại; kiểm tra định kỳ.',
    },
    {
      obstacle: 'Hộ sản xuất nhỏ lẻ chưa ký cam kết sản xuất, kinh doanh thực phẩm an toàn.',
      remedy:
        'Giao Trạm Y tế xã lập danh sách, hướng dẫn từng hộ ký cam kết; công khai cơ sở vi phạm trên đài truyền thanh.',
    },
  ],
}
