import type { Criterion } from '../../definition.js'
import { booleanMeasure, percentAtLeast } from '../measures.js'
import { nation } from './thresholds.js'

/** Group V (Hệ thống chính trị): criteria 18–19 of the 2016–2020 set. */
export const politicalSystemCriteria: readonly Criterion[] = [
  {
    number: 18,
    name: 'Hệ thống chính trị và tiếp cận pháp luật',
    nameEn: 'Political system and access to law',
    group: 'V',
    indicators: [
      {
        code: '18.1',
        name: 'Cán bộ, công chức xã đạt chuẩn',
        nameEn: 'Commune cadres and civil servants meet standard',
        leadAgency: 'snv',
        measures: [booleanMeasure('18.1')],
      },
      {
        code: '18.2',
        name: 'Có đủ các tổ chức trong hệ thống chính trị cơ sở theo quy định',
        nameEn: 'All grassroots political organisations exist',
        leadAgency: 'snv',
        measures: [booleanMeasure('18.2')],
      },
      {
        code: '18.3',
        name: 'Đảng bộ, chính quyền xã đạt tiêu chuẩn “trong sạch, vững mạnh”',
        nameEn: "Party cell and authority rated 'clean and strong'",
        leadAgency: 'btctu',
        measures: [booleanMeasure('18.3')],
      },
      {
        code: '18.4',
        name: 'Tổ chức chính trị - xã hội của xã đạt loại khá trở lên',
        nameEn: 'Socio-political organisations rated fair or better',
        leadAgency: 'mttq',
        measures: [percentAtLeast('18.4', [nation(100)])],
      },
      {
        code: '18.5',
        name: 'Xã đạt chuẩn tiếp cận pháp luật theo quy định',
        nameEn: 'Commune meets the access-to-law standard',
        leadAgency: 'stp',
        measures: [booleanMeasure('18.5')],
      },
      {
        code: '18.6',
        name: 'Đảm bảo bình đẳng giới và phòng chống bạo lực gia đình; bảo vệ và hỗ trợ những người dễ bị tổn thương trong các lĩnh vực của gia đình và đời sống xã hội',
        nameEn: 'Gender equality, domestic violence prevention, support of vulnerable people',
        leadAgency: 'hlhpn',
        measures: [booleanMeasure('18.6')],
      },
    ],
  },
  {
    number: 19,
    name: 'Quốc phòng và An ninh',
    nameEn: 'Defence and security',
    group: 'V',
    indicators: [
      {
        code: '19.1',
        name: 'Xây dựng lực lượng dân quân “vững mạnh, rộng khắp” và hoàn thành các chỉ tiêu quốc phòng',
        nameEn: "Militia 'strong and broad'; defence targets met",
        leadAgency: 'bchqs',
        measures: [booleanMeasure('19.1')],
      },
      {
        code: '19.2',
        name: 'Xã đạt chuẩn an toàn về an ninh, trật tự xã hội và đảm bảo bình yên (không khiếu kiện đông người kéo dài; không để xảy ra trọng án; tội phạm, tệ nạn được kiềm chế, giảm liên tục)',
        nameEn: 'Commune safe in security and social order',
        leadAgency: 'cat',
        measures: [booleanMeasure('19.2')],
      },
    ],
  },
]
