import type { DemoCommune } from './demo-communes.js'
import { DEMO_VILLAGES, VILLAGE_COMMUNE } from './demo-villages.js'
import { randomStream } from './random.js'

/** What the counted measures of a commune are counted out of; invented, of the size such communes have. */
export interface CommuneFacts {
  /** By year: households grow a little from one to the next. */
  households: ReadonlyMap<number, number>
  livestockHouseholds: ReadonlyMap<number, number>
  villages: number
  schools: number
  /** Workshops, shops and ponds that the environment rules bind. */
  businesses: number
  /** Mặt trận is not counted with them: Phụ nữ, Nông dân, Cựu chiến binh, Thanh niên, Công đoàn. */
  organisations: number
}

const HOUSEHOLDS: Readonly<Record<string, readonly [fewest: number, most: number]>> = {
  '608': [900, 2300],
  '610': [420, 1300],
  '611': [900, 2100],
  '612': [600, 1700],
  '613': [340, 850],
  '614': [550, 1400],
  '615': [750, 2200],
  '616': [500, 1600],
  '617': [380, 820],
  '618': [850, 1500],
}

/** Where the villages are known by name, there are as many. */
function countVillages({ uid }: DemoCommune, invented: number): number {
  return uid === VILLAGE_COMMUNE ? DEMO_VILLAGES.length : invented
}

export function inventFacts(commune: DemoCommune): CommuneFacts {
  const random = randomStream('facts', commune.uid)
  const [fewest, most] = HOUSEHOLDS[commune.district.uid] ?? [500, 1500]
  const in2018 = random.integer(fewest, most)
  const in2019 = in2018 + Math.round(in2018 * random.between(0.006, 0.019))
  const livestockShare = random.between(0.38, 0.66)
  return {
    households: new Map([
      [2018, in2018],
      [2019, in2019],
    ]),
    livestockHouseholds: new Map([
      [2018, Math.round(in2018 * livestockShare)],
      [2019, Math.round(in2019 * livestockShare)],
    ]),
    // One drawn all the same, so that the others come out as they did.
    villages: countVillages(commune, Math.max(4, Math.round(in2018 / random.between(95, 165)))),
    schools: in2018 > 1300 ? random.integer(4, 6) : random.integer(3, 4),
    businesses: Math.round(in2018 / random.between(45, 90)),
    organisations: 5,
  }
}
