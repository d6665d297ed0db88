import type { Criterion } from '../../definition.js'
import { booleanMeasure, numberAtLeast, percentAtLeast, percentAtMost } from '../measures.js'
import { SOURCES, centralHighlands, nation } from './thresholds.js'

/** Group III (Kinh tế và tổ chức sản xuất): criteria 10–13 of the 2016–2020 set. */
export const productionCriteria: readonly Criterion[] = [
  {
    number: 10,
    name: 'Thu nhập',
    nameEn: 'Income',
    group: 'III',
    indicators: [
      {
        code: '10.1',
        name: 'Thu nhập bình quân đầu người khu vực nông thôn đến năm 2020 (triệu đồng/người)',
        nameEn: 'Mean income per head of the rural area by 2020',
        leadAgency: 'ctk',
        measures: [
          numberAtLeast('10.1', 'triệu đồng/người/năm', [
            nation(45, { source: SOURCES.income, year: 2020 }),
            centralHighlands(41, { source: SOURCES.income, year: 2020 }),
          ]),
        ],
      },
    ],
  },
  {
    number: 11,
    name: 'Hộ nghèo',
    nameEn: 'Poor households',
    group: 'III',
    indicators: [
      {
        code: '11.1',
        name: 'Tỷ lệ hộ nghèo đa chiều giai đoạn 2016 - 2020',
        nameEn: 'Multidimensional poor households',
        leadAgency: 'sldtbxh',
        measures: [
          percentAtMost('11.1', [
            nation(6, { source: SOURCES.poverty, note: 'Nguồn yếu: bản tin dịch máy.' }),
            centralHighlands(7),
          ]),
        ],
      },
    ],
  },
  {
    number: 12,
    name: 'Lao động có việc làm',
    nameEn: 'Employment',
    group: 'III',
    indicators: [
      {
        code: '12.1',
        name: 'Tỷ lệ người có việc làm trên dân số trong độ tuổi lao động có khả năng tham gia lao động',
        nameEn: 'Employed persons over working-age population able to work',
        leadAgency: 'sldtbxh',
        measures: [percentAtLeast('12.1', [nation(90, { source: SOURCES.announcement })])],
      },
    ],
  },
  {
    number: 13,
    name: 'Tổ chức sản xuất',
    nameEn: 'Organisation of production',
    group: 'III',
    indicators: [
      {
        code: '13.1',
        name: 'Xã có hợp tác xã hoạt động theo đúng quy định của Luật Hợp tác xã năm 2012',
        nameEn: 'Cooperative operating under the 2012 Cooperative Law',
        leadAgency: 'snnptnt',
        measures: [booleanMeasure('13.1', nation(true, { source: SOURCES.production }))],
      },
      {
        code: '13.2',
        name: 'Xã có mô hình liên kết sản xuất gắn với tiêu thụ nông sản chủ lực đảm bảo bền vững',
        nameEn: 'Sustainable production-to-sale linkage model for key farm products',
        leadAgency: 'snnptnt',
        measures: [booleanMeasure('13.2', nation(true, { source: SOURCES.production }))],
      },
    ],
  },
]
