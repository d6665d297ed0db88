/** Agency of the province (sở, ban, ngành, đoàn thể), as named in 2019. */
export interface Agency {
  code: string
  name: string
}

export const AGENCIES: readonly Agency[] = [
  {
    code: 'vpdp',
    name: 'Văn phòng Điều phối Chương trình nông thôn mới tỉnh (Sở Nông nghiệp và Phát triển nông thôn)',
  },
  { code: 'snnptnt', name: 'Sở Nông nghiệp và Phát triển nông thôn' },
  { code: 'skhdt', name: 'Sở Kế hoạch và Đầu tư' },
  { code: 'stc', name: 'Sở Tài chính' },
  { code: 'sgtvt', name: 'Sở Giao thông vận tải' },
  { code: 'sct', name: 'Sở Công Thương' },
  { code: 'sgddt', name: 'Sở Giáo dục và Đào tạo' },
  { code: 'svhttdl', name: 'Sở Văn hóa, Thể thao và Du lịch' },
  { code: 'stttt', name: 'Sở Thông tin và Truyền thông' },
  { code: 'sxd', name: 'Sở Xây dựng' },
  { code: 'sldtbxh', name: 'Sở Lao động - Thương binh và Xã hội' },
  { code: 'syt', name: 'Sở Y tế' },
  { code: 'stnmt', name: 'Sở Tài nguyên và Môi trường' },
  { code: 'snv', name: 'Sở Nội vụ' },
  { code: 'stp', name: 'Sở Tư pháp' },
  { code: 'bchqs', name: 'Bộ Chỉ huy Quân sự tỉnh' },
  { code: 'cat', name: 'Công an tỉnh' },
  { code: 'ctk', name: 'Cục Thống kê tỉnh' },
  { code: 'bdt', name: 'Ban Dân tộc tỉnh' },
  { code: 'bhxh', name: 'Bảo hiểm xã hội tỉnh' },
  { code: 'btctu', name: 'Ban Tổ chức Tỉnh ủy' },
  { code: 'mttq', name: 'Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh' },
  { code: 'hlhpn', name: 'Hội Liên hiệp Phụ nữ tỉnh' },
  { code: 'lmhtx', name: 'Liên minh Hợp tác xã tỉnh' },
  { code: 'vpubnd', name: 'Văn phòng Ủy ban nhân dân tỉnh' },
  { code: 'tinhuy', name: 'Tỉnh ủy Kon Tum' },
]
