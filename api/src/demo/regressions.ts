/** A criterion that is lost for some months, because one measure falls short, and then met again. */
export interface Regression {
  criterion: number
  /** The measure that falls short. */
  measure: string
  /** First month lost and first month met again, `YYYY-MM`. */
  from: string
  until: string
  /** Chosen by hand; otherwise one of those that had the criterion before and are not at 19. */
  commune?: string
  /** What the commune writes in the first month. */
  explanation: string
}

/** None touches December 2018 or June 2019, whose totals are published. */
export const REGRESSIONS: readonly Regression[] = [
  {
    criterion: 15,
    measure: '15.1',
    from: '2018-03',
    until: '2018-05',
    explanation:
      'Nhiều thẻ bảo hiểm y tế cấp theo diện xã đặc biệt khó khăn hết hạn trong quý I, chưa lập xong danh sách cấp lại nên tỷ lệ tham gia giảm.',
  },
  {
    criterion: 19,
    measure: '19.2',
    from: '2018-04',
    until: '2018-06',
    commune: '23392',
    explanation:
      'Trong tháng xảy ra tranh chấp đất rẫy giữa hai làng, có khiếu kiện đông người; Công an huyện đề nghị chưa công nhận an toàn về an ninh, trật tự.',
  },
  {
    criterion: 13,
    measure: '13.1',
    from: '2018-05',
    until: '2018-08',
    explanation:
      'Giám đốc hợp tác xã xin nghỉ, hợp tác xã tạm ngừng hoạt động để kiện toàn nên chưa bảo đảm hoạt động theo Luật Hợp tác xã năm 2012.',
  },
  {
    criterion: 2,
    measure: '2.3',
    from: '2018-07',
    until: '2018-09',
    explanation:
      'Mưa lớn kéo dài làm xói lở, lầy lội một số tuyến đường ngõ, xóm đã được cứng hóa bằng đá dăm từ năm 2015.',
  },
  {
    criterion: 3,
    measure: '3.2',
    from: '2018-08',
    until: '2018-10',
    explanation:
      'Đập dâng và một đoạn kênh chính bị hư hỏng do mưa lũ đầu tháng 8, chưa khắc phục xong nên chưa đáp ứng yêu cầu phòng, chống thiên tai tại chỗ.',
  },
  {
    criterion: 17,
    measure: '17.5',
    from: '2018-08',
    until: '2018-11',
    commune: '23539',
    explanation:
      'Điểm tập kết rác của xã quá tải, hợp đồng thu gom hết hạn ngày 31/7/2018 chưa ký lại nên chất thải rắn chưa được thu gom theo quy định.',
  },
  {
    criterion: 16,
    measure: '16.1',
    from: '2018-10',
    until: '2018-12',
    explanation:
      'Hai thôn không đủ điều kiện công nhận lại thôn văn hóa theo quy định tại Nghị định số 122/2018/NĐ-CP.',
  },
  {
    criterion: 9,
    measure: '9.1',
    from: '2018-09',
    until: '2018-12',
    explanation:
      'Lốc xoáy ngày 12/9/2018 làm tốc mái, hư hỏng nặng 7 căn nhà; các hộ đang ở tạm, phát sinh lại nhà tạm, dột nát.',
  },
  {
    criterion: 11,
    measure: '11.1',
    from: '2019-01',
    until: '2019-04',
    explanation:
      'Rà soát cuối năm 2018 có thêm hộ nghèo do tách hộ và thiếu hụt về nhà ở, nước sạch; tỷ lệ hộ nghèo đa chiều vượt mức quy định.',
  },
  {
    criterion: 15,
    measure: '15.1',
    from: '2019-01',
    until: '2019-03',
    explanation:
      'Thẻ bảo hiểm y tế năm 2018 của các hộ cận nghèo và hộ nông, lâm nghiệp hết hạn ngày 31/12/2018, nhiều hộ chưa tham gia lại.',
  },
  {
    criterion: 18,
    measure: '18.3',
    from: '2019-01',
    until: '2019-05',
    explanation:
      'Kết quả đánh giá, xếp loại năm 2018: Đảng bộ xã chỉ hoàn thành nhiệm vụ, chưa đạt “trong sạch, vững mạnh”; chờ kết luận phúc tra.',
  },
  {
    criterion: 19,
    measure: '19.2',
    from: '2019-02',
    until: '2019-04',
    explanation: 'Xảy ra một vụ cố ý gây thương tích nghiêm trọng dịp Tết Nguyên đán, Công an huyện đang điều tra.',
  },
  {
    criterion: 14,
    measure: '14.2',
    from: '2019-03',
    until: '2019-06',
    explanation:
      'Một số học sinh lớp 10 người dân tộc thiểu số bỏ học sau Tết, tỷ lệ học sinh tốt nghiệp trung học cơ sở được học tiếp giảm.',
  },
  {
    criterion: 10,
    measure: '10.1',
    from: '2019-02',
    until: '2019-05',
    explanation:
      'Giá mủ cao su và cà phê giảm mạnh trong vụ 2018 - 2019, kết quả điều tra thu nhập đầu năm thấp hơn mức đã công bố.',
  },
  {
    criterion: 17,
    measure: '17.8',
    from: '2019-04',
    until: '2019-06',
    explanation:
      'Đoàn kiểm tra tháng 4 phát hiện hai cơ sở giết mổ, chế biến chưa bảo đảm an toàn thực phẩm, đã yêu cầu khắc phục.',
  },
  // The month under way.
  {
    criterion: 19,
    measure: '19.2',
    from: '2019-07',
    until: '2019-09',
    commune: '23383',
    explanation:
      'Trong tháng 7 phát sinh vụ tranh chấp đất sản xuất giữa người dân và công ty lâm nghiệp, kéo dài chưa giải quyết xong.',
  },
  {
    criterion: 3,
    measure: '3.2',
    from: '2019-07',
    until: '2019-09',
    commune: '23515',
    explanation:
      'Mưa lớn đầu tháng 7 làm sạt lở kênh mương nội đồng, phương án phòng, chống thiên tai tại chỗ phải lập lại.',
  },
  {
    criterion: 15,
    measure: '15.1',
    from: '2019-07',
    until: '2019-09',
    commune: '23443',
    explanation:
      'Danh sách cấp thẻ bảo hiểm y tế 6 tháng cuối năm chưa được đối chiếu xong, số người có thẻ còn hiệu lực giảm so với tháng 6.',
  },
]
