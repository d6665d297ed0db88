import type { Criterion } from '../../definition.js'
import { booleanMeasure } from '../measures.js'

/** Group I (Quy hoạch): criteria 1 of the 2016–2020 set. */
export const planningCriteria: readonly Criterion[] = [
  {
    number: 1,
    name: 'Quy hoạch',
    nameEn: 'Planning',
    group: 'I',
    indicators: [
      {
        code: '1.1',
        name: 'Có quy hoạch chung xây dựng xã được phê duyệt và được công bố công khai đúng thời hạn',
        nameEn: 'Approved general construction plan of the commune, published on time',
        leadAgency: 'sxd',
        measures: [booleanMeasure('1.1')],
      },
      {
        code: '1.2',
        name: 'Ban hành quy định quản lý quy hoạch chung xây dựng xã và tổ chức thực hiện theo quy hoạch',
        nameEn: 'Planning management rules issued and applied',
        leadAgency: 'sxd',
        measures: [booleanMeasure('1.2')],
      },
    ],
  },
]
