import type { Threshold } from '../../definition.js'

/** Where the confirmed values were read. */
export const SOURCES = {
  announcement:
    'https://thukyluat.vn/news/thong-bao-van-ban-moi/ban-hanh-bo-tieu-chi-quoc-gia-xa-nong-thon-moi-giai-doan-2016-2020-19904.html',
  culture: 'http://baovinhlong.com.vn/thoi-su/201807/8389-xa-da-duoc-cong-nhan-dat-tieu-chi-van-hoa-2901906/',
  education:
    'https://thuvienphapluat.vn/hoi-dap-phap-luat/24BBA-hd-tieu-chi-ve-giao-duc-va-dao-tao-xa-nong-thon-moi-giai-doan-2016-2020.html',
  environment:
    'https://nganhangphapluat.thukyluat.vn/tu-van-phap-luat/xay-dung--do-thi/tieu-chi-ve-moi-truong-va-an-toan-thuc-pham-xa-nong-thon-moi-giai-150475',
  health:
    'https://thuvienphapluat.vn/hoi-dap-phap-luat/24BBF-hd-tieu-chi-ve-y-te-xa-nong-thon-moi-giai-doan-2016-2020.html',
  income:
    'https://thuviennhadat.vn/phap-ly-nha-dat/tieu-chi-ve-thu-nhap-xa-nong-thon-moi-giai-doan-2016---2020-hien-nay-duoc-quy-dinh-ra-sao-318802.html',
  irrigation:
    'http://www.tongcucthuyloi.gov.vn/Tin-tuc-Su-kien/Tin-tu-co-so/catid/60/item/4146/thanh-hoa--co-512-xa-duoc-danh-gia-dat-tieu-chi-thuy-loi-trong-xay-dung-nong-thon-moi',
  newsletter:
    'http://tintuc.thuvienphapluat.com/thong-bao-van-ban-moi/email/14746/bo-tieu-chi-xa-nong-thon-moi-giai-doan-2016-2020',
  poverty: 'https://www.pubgduo.com/vi-mo/5024.html',
  production: 'http://baovinhlong.com.vn/xa-hoi/201805/5289-xa-dat-tieu-chi-to-chuc-san-xuat-2893760/',
} as const

interface Proof {
  source: string
  /** Absent: the value holds for every year. */
  year?: number
  note?: string
}

/** Value for the whole nation; confirmed only with a proof. */
export function nation(value: number | true, proof?: Proof): Threshold {
  return { region: '*', value, confirmed: proof !== undefined, ...proof }
}

/** Value for the Central Highlands (Tây Nguyên), the region of Kon Tum; confirmed only with a proof. */
export function centralHighlands(value: number | true, proof?: Proof): Threshold {
  return { ...nation(value, proof), region: 'tay-nguyen' }
}

/** The Central Highlands column of the set before this one. */
export const FALLBACK_491 = 'cột Tây Nguyên của 491/QĐ-TTg (2009)'

/** A value that the decision leaves to the province; this one stands in until the province's own is entered. */
export function untilProvinceSets(value: number | true, fallback?: string): Threshold {
  const note = fallback
    ? `Giá trị do tỉnh quy định (22/2017/QĐ-UBND); tạm dùng ${fallback} cho đến khi nhập.`
    : 'Yêu cầu do tỉnh quy định (22/2017/QĐ-UBND); tạm dùng mức này cho đến khi nhập.'
  return { ...centralHighlands(value), setBy: 'province', note }
}
