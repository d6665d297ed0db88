import type { BandLabel } from '../bands.js'

/** A line of figures as the province or its press printed it, with its own denominator. */
export interface PublishedRow {
  /** A month or a day, as exact as the print. */
  asOf: string
  communes: number
  bands?: Readonly<Record<BandLabel, number>>
  /** Mean criteria per commune, as printed. */
  mean?: number
  /** The only total that gives `mean` over `communes`; arithmetic, not print. */
  total?: number
  /** Communes recognised (công nhận) as reaching the standard. */
  recognised: number
  note?: string
}

export const PUBLISHED_ROWS: readonly PublishedRow[] = [
  { asOf: '2016-12', communes: 86, bands: { '19': 13, '15-18': 2, '10-14': 20, '5-9': 44, '0-4': 7 }, recognised: 9 },
  {
    asOf: '2017-11-14',
    communes: 86,
    bands: { '19': 13, '15-18': 2, '10-14': 26, '5-9': 41, '0-4': 4 },
    mean: 10.35,
    total: 890,
    recognised: 13,
  },
  {
    asOf: '2019-07',
    communes: 86,
    bands: { '19': 18, '15-18': 8, '10-14': 19, '5-9': 41, '0-4': 0 },
    recognised: 17,
    note: 'Trang không ghi ngày, khoảng giữa năm 2019.',
  },
  { asOf: '2019-10-04', communes: 86, mean: 12.23, total: 1052, recognised: 18, note: 'Hội nghị tổng kết 10 năm.' },
  {
    asOf: '2019-11',
    communes: 85,
    bands: { '19': 19, '15-18': 6, '10-14': 29, '5-9': 31, '0-4': 0 },
    mean: 12.23,
    recognised: 18,
    note: 'Bình quân chỉ khớp 1052/86: dòng in lẫn hai mẫu số.',
  },
  {
    asOf: '2020-12',
    communes: 85,
    bands: { '19': 28, '15-18': 10, '10-14': 45, '5-9': 2, '0-4': 0 },
    mean: 14.8,
    total: 1258,
    recognised: 28,
  },
  {
    asOf: '2021-12',
    communes: 85,
    bands: { '19': 29, '15-18': 10, '10-14': 44, '5-9': 2, '0-4': 0 },
    mean: 14.95,
    total: 1271,
    recognised: 28,
  },
]

export interface RecognisedCommune {
  code: string
  name: string
  district: string
}

/** The communes recognised by May 2019. */
export const RECOGNISED_BY_MAY_2019: readonly RecognisedCommune[] = [
  { code: '23329', name: 'Đoàn Kết', district: '608' },
  { code: '23338', name: 'Hòa Bình', district: '608' },
  { code: '23326', name: 'Ia Chim', district: '608' },
  { code: '23327', name: 'Đăk Năng', district: '608' },
  { code: '23521', name: 'Hà Mòn', district: '615' },
  { code: '23512', name: 'Đắk Mar', district: '615' },
  { code: '23524', name: 'Đắk La', district: '615' },
  { code: '23440', name: 'Diên Bình', district: '612' },
  { code: '23437', name: 'Tân Cảnh', district: '612' },
  { code: '23434', name: 'Kon Đào', district: '612' },
  { code: '23539', name: 'Sa Sơn', district: '616' },
  { code: '23533', name: 'Sa Nhơn', district: '616' },
  { code: '23386', name: 'Đắk Nông', district: '611' },
  { code: '23392', name: 'Đắk Kan', district: '611' },
  { code: '23395', name: 'Bờ Y', district: '611' },
  { code: '23488', name: 'Đắk Ruồng', district: '614' },
  { code: '23497', name: 'Tân Lập', district: '614' },
]
