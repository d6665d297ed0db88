import { rollUp, type VillageFigure } from '@ntm/shared/villages/roll-up'
import { splitExactly } from './split-exactly.js'

/** The commune whose villages the demonstration has: xã Đăk Cấm, thành phố Kon Tum. */
export const VILLAGE_COMMUNE = '23311'

/** Its figures are collected from the villages from this month on. */
export const COLLECTED_FROM = '2019-01'

interface DemoVillage {
  type: 'thôn' | 'làng'
  name: string
  /** Share of the commune's households, against the others; invented like all that follows. */
  size: number
  /** How far it is ahead of the others, below 0: behind. */
  lead: number
  isDifficult?: boolean
}

/** The nine villages by their real names, in the order of their codes. */
export const DEMO_VILLAGES: readonly DemoVillage[] = [
  { type: 'thôn', name: '1', size: 15, lead: 0.3 },
  { type: 'thôn', name: '2', size: 14, lead: 0.24 },
  { type: 'thôn', name: '3', size: 11, lead: 0.12 },
  { type: 'thôn', name: '4', size: 13, lead: 0.2 },
  { type: 'thôn', name: '6', size: 10, lead: 0.02 },
  { type: 'thôn', name: '8', size: 12, lead: 0.16 },
  { type: 'thôn', name: '9', size: 9, lead: -0.06 },
  { type: 'làng', name: 'Play Rơ Lâng', size: 8, lead: -0.34, isDifficult: true },
  { type: 'làng', name: 'Yang Roong', size: 8, lead: -0.42, isDifficult: true },
]

/** Measures collected there, with the share of households that they are counted among. */
export const COLLECTED_MEASURES = ['9.2', '11.1', '17.1a', '17.1b', '17.6', '17.7'] as const

/** Less is better in these. */
const UNWANTED: readonly string[] = ['11.1']

/** The village in which a decision makes life especially difficult; its number is invented. */
export const HARDSHIP = { decision: 'Quyết định minh họa số 01/QĐ-MH', from: '2017-05-01', to: '2020-12-31' }

export function splitHouseholds(households: number): number[] {
  return splitExactly(
    households,
    DEMO_VILLAGES.map(({ size }) => size),
    DEMO_VILLAGES.map(() => households),
  )
}

/** What each village has of a measure, in order: together exactly what the commune has. */
export function splitFigure(measure: string, commune: VillageFigure, households: number): VillageFigure[] {
  const homes = splitHouseholds(households)
  const denominators = splitExactly(commune.denominator, homes, homes)
  const weights = DEMO_VILLAGES.map(({ lead }, index) => {
    const tilt = UNWANTED.includes(measure) ? -2.2 * lead : lead
    return (denominators[index] ?? 0) * (1 + tilt)
  })
  const numerators = splitExactly(commune.numerator, weights, denominators)
  const figures = denominators.map((denominator, index) => ({ numerator: numerators[index] ?? 0, denominator }))
  const sum = rollUp(figures)
  if (sum?.numerator !== commune.numerator || sum.denominator !== commune.denominator) {
    throw new RangeError(`The villages' figures of ${measure} do not come to the commune's`)
  }
  return figures
}
