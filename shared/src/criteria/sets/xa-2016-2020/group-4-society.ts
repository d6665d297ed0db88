import type { Criterion } from '../../definition.js'
import { booleanMeasure, percentAtLeast, percentAtMost } from '../measures.js'
import { SOURCES, centralHighlands, nation, untilProvinceSets } from './thresholds.js'

/** Group IV (Văn hóa - Xã hội - Môi trường): criteria 14–17 of the 2016–2020 set. */
export const societyCriteria: readonly Criterion[] = [
  {
    number: 14,
    name: 'Giáo dục và Đào tạo',
    nameEn: 'Education and training',
    group: 'IV',
    indicators: [
      {
        code: '14.1',
        name: 'Phổ cập giáo dục mầm non cho trẻ 5 tuổi, xóa mù chữ, phổ cập giáo dục tiểu học đúng độ tuổi; phổ cập giáo dục trung học cơ sở',
        nameEn: 'Universal education and literacy targets',
        leadAgency: 'sgddt',
        measures: [booleanMeasure('14.1', nation(true, { source: SOURCES.education }))],
      },
      {
        code: '14.2',
        name: 'Tỷ lệ học sinh tốt nghiệp trung học cơ sở được tiếp tục học trung học (phổ thông, bổ túc, trung cấp)',
        nameEn: 'Lower-secondary graduates who continue',
        leadAgency: 'sgddt',
        measures: [
          percentAtLeast('14.2', [
            nation(85, { source: SOURCES.education }),
            centralHighlands(70, { source: SOURCES.education }),
          ]),
        ],
      },
      {
        code: '14.3',
        name: 'Tỷ lệ lao động có việc làm qua đào tạo',
        nameEn: 'Employed workers with training',
        leadAgency: 'sldtbxh',
        measures: [
          percentAtLeast('14.3', [
            nation(40, { source: SOURCES.education }),
            centralHighlands(25, { source: SOURCES.education }),
          ]),
        ],
      },
    ],
  },
  {
    number: 15,
    name: 'Y tế',
    nameEn: 'Health',
    group: 'IV',
    indicators: [
      {
        code: '15.1',
        name: 'Tỷ lệ người dân tham gia bảo hiểm y tế',
        nameEn: 'Residents with health insurance',
        leadAgency: 'bhxh',
        measures: [percentAtLeast('15.1', [nation(85, { source: SOURCES.health })])],
      },
      {
        code: '15.2',
        name: 'Xã đạt tiêu chí quốc gia về y tế',
        nameEn: 'Commune meets national health criteria',
        leadAgency: 'syt',
        measures: [booleanMeasure('15.2', nation(true, { source: SOURCES.health }))],
      },
      {
        code: '15.3',
        name: 'Tỷ lệ trẻ em dưới 5 tuổi bị suy dinh dưỡng thể thấp còi (chiều cao theo tuổi)',
        nameEn: 'Stunting among children under 5',
        leadAgency: 'syt',
        measures: [
          percentAtMost('15.3', [
            nation(21.8, { source: SOURCES.health }),
            centralHighlands(31.4, { source: SOURCES.health }),
          ]),
        ],
      },
    ],
  },
  {
    number: 16,
    name: 'Văn hóa',
    nameEn: 'Culture',
    group: 'IV',
    indicators: [
      {
        code: '16.1',
        name: 'Tỷ lệ thôn, bản, ấp đạt tiêu chuẩn văn hóa theo quy định',
        nameEn: 'Villages that meet the culture standard',
        leadAgency: 'svhttdl',
        measures: [percentAtLeast('16.1', [nation(70, { source: SOURCES.culture })])],
      },
    ],
  },
  {
    number: 17,
    name: 'Môi trường và an toàn thực phẩm',
    nameEn: 'Environment and food safety',
    group: 'IV',
    indicators: [
      {
        code: '17.1',
        name: 'Tỷ lệ hộ được sử dụng nước hợp vệ sinh và nước sạch theo quy định',
        nameEn: 'Households with hygienic water, of which clean water',
        leadAgency: 'snnptnt',
        measures: [
          percentAtLeast('17.1a', [nation(95, { source: SOURCES.environment })], {
            label: 'nước hợp vệ sinh',
            labelEn: 'hygienic water',
          }),
          percentAtLeast(
            '17.1b',
            [nation(60, { source: SOURCES.newsletter }), centralHighlands(50, { source: SOURCES.environment })],
            { label: 'nước sạch', labelEn: 'clean water' },
          ),
        ],
      },
      {
        code: '17.2',
        name: 'Tỷ lệ cơ sở sản xuất - kinh doanh, nuôi trồng thủy sản, làng nghề đảm bảo quy định về bảo vệ môi trường',
        nameEn: 'Production/business sites that meet environment rules',
        leadAgency: 'stnmt',
        measures: [percentAtLeast('17.2', [nation(100)])],
      },
      {
        code: '17.3',
        name: 'Xây dựng cảnh quan, môi trường xanh - sạch - đẹp, an toàn',
        nameEn: 'Green, clean, fine and safe surroundings',
        leadAgency: 'stnmt',
        measures: [booleanMeasure('17.3')],
      },
      {
        code: '17.4',
        name: 'Mai táng phù hợp với quy định và theo quy hoạch',
        nameEn: 'Burials follow rules and plan',
        leadAgency: 'stnmt',
        measures: [booleanMeasure('17.4', untilProvinceSets(true))],
      },
      {
        code: '17.5',
        name: 'Chất thải rắn trên địa bàn và nước thải khu dân cư tập trung, cơ sở sản xuất - kinh doanh được thu gom, xử lý theo quy định',
        nameEn: 'Solid waste and waste water collected and treated',
        leadAgency: 'stnmt',
        measures: [booleanMeasure('17.5', untilProvinceSets(true))],
      },
      {
        code: '17.6',
        name: 'Tỷ lệ hộ có nhà tiêu, nhà tắm, bể chứa nước sinh hoạt hợp vệ sinh và đảm bảo 3 sạch',
        nameEn: "Households with hygienic toilet, bathroom, water tank and '3 cleans'",
        leadAgency: 'syt',
        measures: [percentAtLeast('17.6', [nation(85, { source: SOURCES.announcement }), centralHighlands(70)])],
      },
      {
        code: '17.7',
        name: 'Tỷ lệ hộ chăn nuôi có chuồng trại chăn nuôi đảm bảo vệ sinh môi trường',
        nameEn: 'Livestock households with hygienic pens',
        leadAgency: 'snnptnt',
        measures: [percentAtLeast('17.7', [nation(70), centralHighlands(60)])],
      },
      {
        code: '17.8',
        name: 'Tỷ lệ hộ gia đình và cơ sở sản xuất, kinh doanh thực phẩm tuân thủ các quy định về đảm bảo an toàn thực phẩm',
        nameEn: 'Households and food businesses that follow food-safety rules',
        leadAgency: 'syt',
        measures: [percentAtLeast('17.8', [nation(100, { source: SOURCES.announcement })])],
      },
    ],
  },
]
