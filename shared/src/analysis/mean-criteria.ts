import { divideRounded } from '../numbers/decimal.js'

/** Mean criteria per commune, half up to two decimals as the province prints it; null without communes. */
export function meanCriteria(total: number, communes: number): number | null {
  return communes === 0 ? null : Number(divideRounded(total, communes, 2))
}
