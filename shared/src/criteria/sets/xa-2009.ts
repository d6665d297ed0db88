import type { CriteriaSet } from '../definition.js'

/** Names of the criteria by number; those that 342/QĐ-TTg (2013) renamed stand as renamed. */
const NAMES: readonly (readonly [group: string, name: string, nameEn: string])[] = [
  ['I', 'Quy hoạch và thực hiện quy hoạch', 'Planning and its execution'],
  ['II', 'Giao thông', 'Roads'],
  ['II', 'Thủy lợi', 'Irrigation'],
  ['II', 'Điện', 'Electricity'],
  ['II', 'Trường học', 'Schools'],
  ['II', 'Cơ sở vật chất văn hóa', 'Cultural facilities'],
  ['II', 'Chợ nông thôn', 'Rural markets'],
  ['II', 'Bưu điện', 'Post'],
  ['II', 'Nhà ở dân cư', 'Housing'],
  ['III', 'Thu nhập', 'Income'],
  ['III', 'Hộ nghèo', 'Poor households'],
  ['III', 'Tỷ lệ lao động có việc làm thường xuyên', 'Share of labour in regular work'],
  ['III', 'Hình thức tổ chức sản xuất', 'Organisation of production'],
  ['IV', 'Giáo dục', 'Education'],
  ['IV', 'Y tế', 'Health'],
  ['IV', 'Văn hóa', 'Culture'],
  ['IV', 'Môi trường', 'Environment'],
  ['V', 'Hệ thống tổ chức chính trị xã hội vững mạnh', 'Strong political and social organisations'],
  ['V', 'An ninh, trật tự xã hội', 'Security and public order'],
]

/**
 * National criteria set for communes of 2009, by which results until 2016 were reported.
 *
 * Its indicators are left out: no sheet of this system is judged by it. It says what results of past years mean.
 */
export const xa2009: CriteriaSet = {
  code: 'xa-2009',
  level: 'commune',
  name: 'Bộ tiêu chí quốc gia về nông thôn mới (2009)',
  nameEn: 'National criteria set for new rural communes (2009)',
  legalBasis: [
    { number: '491/QĐ-TTg', issuedOn: '2009-04-16', issuer: 'Thủ tướng Chính phủ' },
    {
      number: '342/QĐ-TTg',
      issuedOn: '2013-02-20',
      issuer: 'Thủ tướng Chính phủ',
      note: 'Sửa đổi tiêu chí 7, 10, 12, 14 và 15.',
    },
  ],
  validFrom: '2009-05-01',
  validTo: '2016-11-30',
  region: 'tay-nguyen',
  method: 'every-measure',
  groups: [
    { code: 'I', name: 'Quy hoạch', nameEn: 'Planning', criteria: [1] },
    {
      code: 'II',
      name: 'Hạ tầng kinh tế - xã hội',
      nameEn: 'Socio-economic infrastructure',
      criteria: [2, 3, 4, 5, 6, 7, 8, 9],
    },
    {
      code: 'III',
      name: 'Kinh tế và tổ chức sản xuất',
      nameEn: 'Economy and organisation of production',
      criteria: [10, 11, 12, 13],
    },
    {
      code: 'IV',
      name: 'Văn hóa - Xã hội - Môi trường',
      nameEn: 'Culture, society and environment',
      criteria: [14, 15, 16, 17],
    },
    { code: 'V', name: 'Hệ thống chính trị', nameEn: 'Political system', criteria: [18, 19] },
  ],
  criteria: NAMES.map(([group, name, nameEn], index) => ({ number: index + 1, group, name, nameEn, indicators: [] })),
}
