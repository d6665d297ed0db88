import type { AssessmentStatus } from '@ntm/shared/assessments/status'
import type { CriterionResult } from '@ntm/shared/criteria/results'
import type { RandomStream } from '../../demo/random.js'
import type { Measure } from './field.js'
import type { Answer } from './walk-model.js'

/** What somebody tries; whether it may be done is for the model to say. */
export type Command = { by: string; unit: string; period: string; isStale: boolean } & (
  | { kind: 'edit'; answers: Record<string, Answer | null>; explains: number[] }
  | { kind: 'submit' | 'withdraw' | 'return' | 'consolidate' }
  | { kind: 'approve'; overrules: { criterion: number; result: CriterionResult }[] }
  | { kind: 'reopen'; days: number }
  | { kind: 'verify'; verdict: 'confirmed' | 'rejected' }
  | { kind: 'setDays'; dueIn: number; locksIn: number }
  | { kind: 'wait'; days: number }
)

/** The last writes for a commune and reviews for its district: whoever wrote in a sheet does not review it. */
export const BOTH = 'both'
export const UNITS = [
  { unit: '23512', district: '615' },
  { unit: '23515', district: '615' },
  { unit: '23491', district: '614' },
] as const
const STRANGERS = ['huyen.614', 'huyen.615', 'xa.23515', 'xa.23491', 'ubnd', 'mttq', 'admin', 'so.sgddt', 'vpdp', BOTH]
const WEIGHTS: Readonly<Record<Command['kind'], number>> = {
  ...{ edit: 26, submit: 20, withdraw: 5, return: 7, approve: 14 },
  ...{ reopen: 8, verify: 9, consolidate: 5, setDays: 3, wait: 5 },
}
const DECK = Object.entries(WEIGHTS).flatMap(([kind, weight]) =>
  Array.from({ length: weight }, () => kind as Command['kind']),
)

/** What may bring a sheet on from where it stands. */
const NEXT: Readonly<Record<AssessmentStatus, readonly Command['kind'][]>> = {
  notStarted: ['edit', 'edit', 'reopen'],
  draft: ['edit', 'submit', 'submit', 'reopen'],
  submitted: ['approve', 'approve', 'verify', 'return'],
  returned: ['edit', 'submit', 'reopen'],
  approved: ['consolidate', 'consolidate', 'verify', 'return'],
  consolidated: ['reopen'],
}

export interface Surroundings {
  periods: readonly string[]
  measures: readonly Measure[]
  statusOf: (unit: string, period: string) => AssessmentStatus
}

/** Half of what is tried would bring the sheet on, half is anything at all. */
export function drawCommand(random: RandomStream, { periods, measures, statusOf }: Surroundings): Command {
  const { unit, district } = random.pick(UNITS)
  const period = random.pick(periods)
  const kind = random.pick(random.chance(0.5) ? NEXT[statusOf(unit, period)] : DECK)
  const usual = usualActor(random, kind, unit, district)
  const by = random.chance(0.12) ? random.pick(STRANGERS) : usual
  const common = { by, unit, period, isStale: random.chance(0.04) }
  switch (kind) {
    case 'edit':
      return { ...common, kind, ...drawEdit(random, measures) }
    case 'approve': {
      const draw = () => ({ criterion: random.integer(1, 19), result: random.pick(['met', 'notMet'] as const) })
      return { ...common, kind, overrules: random.chance(0.4) ? [draw()] : [] }
    }
    case 'reopen':
      return { ...common, kind, days: random.integer(-1, 20) }
    case 'verify':
      return { ...common, kind, verdict: random.pick(['confirmed', 'rejected'] as const) }
    case 'setDays':
      return { ...common, kind, dueIn: random.integer(-3, 12), locksIn: random.integer(0, 25) }
    case 'wait':
      return { ...common, kind, days: random.integer(1, 9) }
    default:
      return { ...common, kind }
  }
}

function usualActor(random: RandomStream, kind: Command['kind'], unit: string, district: string): string {
  if (kind === 'verify') return 'so.syt'
  if (['reopen', 'consolidate', 'setDays'].includes(kind)) return 'vpdp'
  const isReview = kind === 'approve' || kind === 'return'
  if (unit === '23512' && random.chance(0.15)) return BOTH
  return isReview ? `huyen.${district}` : `xa.${unit}`
}

/** Mostly a whole sheet, so that months get on; else one measure. */
function drawEdit(random: RandomStream, measures: readonly Measure[]) {
  const answers: Record<string, Answer | null> = {}
  if (random.chance(0.6)) for (const { key } of measures) answers[key] = random.chance(0.06) ? 'notMet' : 'met'
  else answers[random.pick(measures).key] = random.pick(['met', 'notMet', null] as const)
  const failing = measures.filter(({ key }) => answers[key] === 'notMet').map(({ criterion }) => criterion)
  return { answers, explains: random.chance(0.8) ? [...new Set(failing)] : [] }
}
