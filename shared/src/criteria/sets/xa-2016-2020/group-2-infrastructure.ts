import type { Criterion } from '../../definition.js'
import { booleanMeasure, percentAtLeast } from '../measures.js'
import { FALLBACK_491, SOURCES, centralHighlands, nation, untilProvinceSets } from './thresholds.js'

/** Group II (Hạ tầng kinh tế - xã hội): criteria 2–9 of the 2016–2020 set. */
export const infrastructureCriteria: readonly Criterion[] = [
  {
    number: 2,
    name: 'Giao thông',
    nameEn: 'Transport',
    group: 'II',
    indicators: [
      {
        code: '2.1',
        name: 'Đường xã và đường từ trung tâm xã đến đường huyện được nhựa hóa hoặc bê tông hóa, đảm bảo ô tô đi lại thuận tiện quanh năm',
        nameEn: 'Commune roads and roads from commune centre to district road paved, passable by car all year',
        leadAgency: 'sgtvt',
        measures: [percentAtLeast('2.1', [untilProvinceSets(100, FALLBACK_491)])],
      },
      {
        code: '2.2',
        name: 'Đường trục thôn, bản, ấp và đường liên thôn, bản, ấp ít nhất được cứng hóa, đảm bảo ô tô đi lại thuận tiện quanh năm',
        nameEn: 'Village trunk and inter-village roads at least hardened, passable by car all year',
        leadAgency: 'sgtvt',
        measures: [percentAtLeast('2.2', [untilProvinceSets(70, FALLBACK_491)])],
      },
      {
        code: '2.3',
        name: 'Đường ngõ, xóm sạch và không lầy lội vào mùa mưa',
        nameEn: 'Lanes clean and not muddy in the rainy season',
        leadAgency: 'sgtvt',
        measures: [percentAtLeast('2.3', [untilProvinceSets(100, FALLBACK_491)])],
      },
      {
        code: '2.4',
        name: 'Đường trục chính nội đồng đảm bảo vận chuyển hàng hóa thuận tiện quanh năm',
        nameEn: 'Main field roads allow transport of goods all year',
        leadAgency: 'sgtvt',
        measures: [percentAtLeast('2.4', [untilProvinceSets(70, FALLBACK_491)])],
      },
    ],
  },
  {
    number: 3,
    name: 'Thủy lợi',
    nameEn: 'Irrigation',
    group: 'II',
    indicators: [
      {
        code: '3.1',
        name: 'Tỷ lệ diện tích đất sản xuất nông nghiệp được tưới và tiêu nước chủ động đạt từ 80% trở lên',
        nameEn: 'Share of agricultural land with active irrigation and drainage',
        leadAgency: 'snnptnt',
        measures: [percentAtLeast('3.1', [nation(80, { source: SOURCES.irrigation })])],
      },
      {
        code: '3.2',
        name: 'Đảm bảo đủ điều kiện đáp ứng yêu cầu dân sinh và theo quy định về phòng chống thiên tai tại chỗ',
        nameEn: 'Meets domestic needs and on-the-spot disaster prevention rules',
        leadAgency: 'snnptnt',
        measures: [booleanMeasure('3.2')],
      },
    ],
  },
  {
    number: 4,
    name: 'Điện',
    nameEn: 'Electricity',
    group: 'II',
    indicators: [
      {
        code: '4.1',
        name: 'Hệ thống điện đạt chuẩn',
        nameEn: 'Power system meets standard',
        leadAgency: 'sct',
        measures: [booleanMeasure('4.1')],
      },
      {
        code: '4.2',
        name: 'Tỷ lệ hộ sử dụng điện thường xuyên, an toàn từ các nguồn',
        nameEn: 'Households with regular, safe electricity',
        leadAgency: 'sct',
        measures: [percentAtLeast('4.2', [nation(98, { source: SOURCES.announcement })])],
      },
    ],
  },
  {
    number: 5,
    name: 'Trường học',
    nameEn: 'Schools',
    group: 'II',
    indicators: [
      {
        code: '5.1',
        name: 'Tỷ lệ trường học các cấp (mầm non, mẫu giáo, tiểu học, THCS) có cơ sở vật chất và thiết bị dạy học đạt chuẩn quốc gia',
        nameEn: 'Schools whose facilities and equipment meet the national standard',
        leadAgency: 'sgddt',
        measures: [percentAtLeast('5.1', [nation(80, { source: SOURCES.announcement }), centralHighlands(70)])],
      },
    ],
  },
  {
    number: 6,
    name: 'Cơ sở vật chất văn hóa',
    nameEn: 'Cultural facilities',
    group: 'II',
    indicators: [
      {
        code: '6.1',
        name: 'Xã có nhà văn hóa hoặc hội trường đa năng và sân thể thao phục vụ sinh hoạt văn hóa, thể thao của toàn xã',
        nameEn: 'Commune culture house or multi-purpose hall and sports ground',
        leadAgency: 'svhttdl',
        measures: [booleanMeasure('6.1', untilProvinceSets(true))],
      },
      {
        code: '6.2',
        name: 'Xã có điểm vui chơi, giải trí và thể thao cho trẻ em và người cao tuổi theo quy định',
        nameEn: 'Play, leisure and sport place for children and the elderly',
        leadAgency: 'svhttdl',
        measures: [booleanMeasure('6.2')],
      },
      {
        code: '6.3',
        name: 'Tỷ lệ thôn, bản, ấp có nhà văn hóa hoặc nơi sinh hoạt văn hóa, thể thao phục vụ cộng đồng',
        nameEn: 'Villages with a culture house or community culture/sport place',
        leadAgency: 'svhttdl',
        measures: [percentAtLeast('6.3', [nation(100)])],
      },
    ],
  },
  {
    number: 7,
    name: 'Cơ sở hạ tầng thương mại nông thôn',
    nameEn: 'Rural trade infrastructure',
    group: 'II',
    indicators: [
      {
        code: '7.1',
        name: 'Xã có chợ nông thôn hoặc nơi mua bán, trao đổi hàng hóa',
        nameEn: 'Rural market or place of trade',
        leadAgency: 'sct',
        measures: [booleanMeasure('7.1', untilProvinceSets(true))],
      },
    ],
  },
  {
    number: 8,
    name: 'Thông tin và Truyền thông',
    nameEn: 'Information and communication',
    group: 'II',
    indicators: [
      {
        code: '8.1',
        name: 'Xã có điểm phục vụ bưu chính',
        nameEn: 'Postal service point',
        leadAgency: 'stttt',
        measures: [booleanMeasure('8.1')],
      },
      {
        code: '8.2',
        name: 'Xã có dịch vụ viễn thông, internet',
        nameEn: 'Telecom and internet service',
        leadAgency: 'stttt',
        measures: [booleanMeasure('8.2')],
      },
      {
        code: '8.3',
        name: 'Xã có đài truyền thanh và hệ thống loa đến các thôn',
        nameEn: 'Commune radio and loudspeakers to the villages',
        leadAgency: 'stttt',
        measures: [booleanMeasure('8.3')],
      },
      {
        code: '8.4',
        name: 'Xã có ứng dụng công nghệ thông tin trong công tác quản lý, điều hành',
        nameEn: 'IT used in management',
        leadAgency: 'stttt',
        measures: [booleanMeasure('8.4')],
      },
    ],
  },
  {
    number: 9,
    name: 'Nhà ở dân cư',
    nameEn: 'Housing',
    group: 'II',
    indicators: [
      {
        code: '9.1',
        name: 'Nhà tạm, dột nát',
        nameEn: 'No temporary or dilapidated houses',
        leadAgency: 'sxd',
        measures: [booleanMeasure('9.1', nation(true, { source: SOURCES.newsletter }))],
      },
      {
        code: '9.2',
        name: 'Tỷ lệ hộ có nhà ở đạt tiêu chuẩn theo quy định',
        nameEn: 'Households with housing that meets the (Ministry of Construction) standard',
        leadAgency: 'sxd',
        measures: [percentAtLeast('9.2', [nation(80, { source: SOURCES.announcement }), centralHighlands(75)])],
      },
    ],
  },
]
