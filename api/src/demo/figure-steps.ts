import type { MeasureAnswer } from '@ntm/shared/criteria/results'
import type { CommuneFacts } from './commune-facts.js'
import type { Grid } from './measure-profiles.js'

/** The figures that a commune can come to: so many of its households, villages or schools, or so many tenths. */
export interface FigureSteps {
  last: number
  /** The step nearest to a figure in the measure's unit. */
  nearest: (figure: number) => number
  answerAt: (step: number) => MeasureAnswer
}

export function listSteps(grid: Grid, facts: CommuneFacts, year: number): FigureSteps {
  const last = lastStep(grid, facts, year)
  return {
    last,
    nearest: (figure) => Math.min(last, Math.max(0, Math.round((figure / 100) * last))),
    answerAt: (step) => {
      const plain = { numerator: null, denominator: null, notApplicable: false }
      if (grid.kind === 'counted') return { ...plain, value: null, numerator: step, denominator: last }
      return {
        ...plain,
        value: grid.kind === 'share' ? Math.round((step / last) * 10_000) / 100 : step / 10 ** grid.places,
      }
    },
  }
}

function lastStep(grid: Grid, facts: CommuneFacts, year: number): number {
  if (grid.kind === 'share') return facts[grid.of]
  // No figure with decimals of this set goes beyond 100: percentages and income in million đồng.
  if (grid.kind === 'decimal') return 100 * 10 ** grid.places
  const counted = facts[grid.of].get(year)
  if (counted === undefined) throw new RangeError(`No ${grid.of} in ${year}`)
  return counted
}
