import type { DemoCommune } from './demo-communes.js'
import { randomStream } from './random.js'

/**
 * Share of communes that meet each criterion in the middle of 2019, invented after what provinces of the Central
 * Highlands report: planning, power, irrigation, information and jobs come first, environment, income and poverty last.
 */
const SHARE_MET: Readonly<Record<number, number>> = {
  1: 0.995,
  2: 0.31,
  3: 0.8,
  4: 0.8,
  5: 0.43,
  6: 0.33,
  7: 0.7,
  8: 0.91,
  9: 0.45,
  10: 0.28,
  11: 0.25,
  12: 0.92,
  13: 0.53,
  14: 0.7,
  15: 0.72,
  16: 0.76,
  17: 0.21,
  18: 0.75,
  19: 0.87,
}

/** How much easier (above 0) or harder a criterion is in a district than elsewhere. */
const DISTRICT_EASE: Readonly<Record<string, Readonly<Record<number, number>>>> = {
  // The town's own communes: paved roads, jobs and markets near, but waste and livestock close to the houses.
  '608': { 2: 0.8, 10: 0.7, 11: 0.7, 17: -0.5 },
  '610': { 2: -0.4, 9: -0.4, 11: -0.5 },
  '611': { 7: 0.6, 10: 0.3 },
  '613': { 5: 0.43, 9: -0.3, 11: -0.4 },
  '615': { 10: 0.4, 13: 0.5 },
  '617': { 6: 0.3, 9: -0.5, 11: -0.8 },
  // Founded in 2015 on rubber plantations: wages come before schools and culture houses.
  '618': { 5: -1, 6: -1, 8: -0.6, 10: 0.9, 15: -0.5 },
}

/** How far communes differ in what comes to them first. */
const SPREAD = 0.9

/** The 19 criteria in the order in which this commune comes to meet them. */
export function orderCriteria(commune: DemoCommune): number[] {
  const random = randomStream('criterion order', commune.uid)
  const easeHere = DISTRICT_EASE[commune.district.uid] ?? {}
  return Object.entries(SHARE_MET)
    .map(([key, share]) => {
      const number = Number(key)
      const ease = Math.log(share / (1 - share)) + (easeHere[number] ?? 0) + SPREAD * random.bell()
      return { number, ease }
    })
    .sort((a, b) => b.ease - a.ease)
    .map(({ number }) => number)
}
