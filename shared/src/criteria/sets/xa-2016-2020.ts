import type { CriteriaSet } from '../definition.js'
import { planningCriteria } from './xa-2016-2020/group-1-planning.js'
import { infrastructureCriteria } from './xa-2016-2020/group-2-infrastructure.js'
import { productionCriteria } from './xa-2016-2020/group-3-production.js'
import { societyCriteria } from './xa-2016-2020/group-4-society.js'
import { politicalSystemCriteria } from './xa-2016-2020/group-5-political-system.js'

/** National criteria set for communes, 2016–2020, with the values of the Central Highlands and of Kon Tum. */
export const xa2016To2020: CriteriaSet = {
  code: 'xa-2016-2020',
  level: 'commune',
  name: 'Bộ tiêu chí quốc gia về xã nông thôn mới giai đoạn 2016 - 2020',
  nameEn: 'National criteria set for new rural communes, 2016-2020',
  legalBasis: [
    { number: '1980/QĐ-TTg', issuedOn: '2016-10-17', issuer: 'Thủ tướng Chính phủ' },
    {
      number: '22/2017/QĐ-UBND',
      issuedOn: '2017-05-15',
      issuer: 'UBND tỉnh Kon Tum',
      note: 'Quy định các giá trị của tỉnh; chưa có phụ lục để đối chiếu.',
    },
  ],
  validFrom: '2016-12-01',
  validTo: '2021-12-31',
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
  criteria: [
    ...planningCriteria,
    ...infrastructureCriteria,
    ...productionCriteria,
    ...societyCriteria,
    ...politicalSystemCriteria,
  ],
}
