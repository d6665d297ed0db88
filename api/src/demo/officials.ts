import { nameInSentence } from '@ntm/shared/units/name-in-sentence'
import { DEMO_COMMUNES, DEMO_DISTRICTS, DEMO_PROVINCE } from './demo-communes.js'
import { randomStream, type RandomStream } from './random.js'

/** Chairman who answers for a unit; the name is invented and stands for nobody. */
export interface DemoOfficial {
  unit: string
  name: string
  title: string
}

/** Share of chairmen with a Xơ Đăng, Ba Na, Giẻ Triêng or Gia Rai name, by district; a third where none is given. */
const HIGHLAND_NAME_CHANCE: Readonly<Record<string, number>> = { '610': 0.8, '613': 0.75, '617': 0.9, '618': 0.1 }

const FAMILY_NAMES = 'Nguyễn Trần Lê Phạm Phan Võ Đặng Bùi Hồ Ngô Dương Đinh Trương Huỳnh Lương Mai Đoàn Tạ Cao'.split(
  ' ',
)
const MIDDLE_NAMES = 'Văn Đình Hữu Quốc Minh Xuân Ngọc Công Thanh Đức Trọng Bá'.split(' ')
const GIVEN_NAMES = (
  'An Bảo Bình Chiến Cường Danh Dũng Đạt Đông Giang Hải Hiếu Hùng Hưng Khánh Khoa Lâm Long Lộc Mạnh Nam Nghĩa Nhân ' +
  'Phong Phú Phúc Quang Quân Sơn Tài Tâm Thắng Thành Thịnh Tiến Toàn Trung Trường Tuấn Tùng Việt Vinh'
).split(' ')
const WOMEN_MIDDLE_NAMES = 'Thị Thị Thu Thị Ngọc'.split(' ')
const WOMEN_GIVEN_NAMES = 'Hà Hạnh Hiền Hoa Hương Lan Liên Mai Nga Nguyệt Phượng Thảo Thủy Vân Yến'.split(' ')
/** After `A` for a man and `Y` for a woman, as the peoples of the north of the Central Highlands are named. */
const HIGHLAND_NAMES = (
  'Blao Brel Chiên Din Djoan Duih Glưng Hrang Hyui Jring Khoi Krơn Lơi Mlik Ngler Nhăk Pheng Plưi Phút Rêu Rin Sơn ' +
  'Thăk Thiu Tia Treo Trư Vưng Xem Xuân Yong Ngưu Brôi Lếch Hlok Tuk Dăng Klinh Hmưk Byêu Krai Chưn Lăk Nghiu'
).split(' ')
const WOMAN_CHANCE = 0.18

/** Province, districts and communes, no name twice. */
export function nameOfficials(): DemoOfficial[] {
  const taken = new Set<string>()
  return [DEMO_PROVINCE, ...DEMO_DISTRICTS, ...DEMO_COMMUNES].map((unit) => {
    const random = randomStream('official', unit.uid)
    const highlandChance = unit.kind === 'province' ? 0 : (HIGHLAND_NAME_CHANCE[unit.parent ?? ''] ?? 0.33)
    let name = inventName(random, highlandChance)
    while (taken.has(name)) name = inventName(random, highlandChance)
    taken.add(name)
    return { unit: unit.uid, name, title: `Chủ tịch UBND ${nameInSentence(unit)}` }
  })
}

function inventName(random: RandomStream, highlandChance: number): string {
  const isWoman = random.chance(WOMAN_CHANCE)
  if (random.chance(highlandChance)) return `${isWoman ? 'Y' : 'A'} ${random.pick(HIGHLAND_NAMES)}`
  const [middle, given] = isWoman ? [WOMEN_MIDDLE_NAMES, WOMEN_GIVEN_NAMES] : [MIDDLE_NAMES, GIVEN_NAMES]
  return [FAMILY_NAMES, middle, given].map((names) => random.pick(names)).join(' ')
}
