import { previousDecember, previousPeriod } from '@ntm/shared/periods/period'
import type { ChangeView } from '@ntm/shared/events/wire'

type Key = readonly unknown[]
type Concern = (change: ChangeView, key: Key) => boolean

const isSheet = ({ kind }: ChangeView): boolean => kind === 'sheet' || kind === 'verdict' || kind === 'result'
const isAbout = (change: ChangeView, unit: unknown, period: unknown): boolean =>
  change.units.at(-1) === unit && change.period === period
/** The figures of a unit hold those of all below it; a change without a unit is about many. */
const isWithin = ({ units }: ChangeView, unit: unknown): boolean => units.length === 0 || units.includes(String(unit))

/** On the map of another day what lies in a unit may have been elsewhere: any change of the month may count there. */
const isPlaced = (change: ChangeView, unit: unknown, map: unknown): boolean =>
  (map !== undefined && map !== '') || isWithin(change, unit)

/** Overview and matrix: the unit, the month and those that it is compared with; work under way counts as reported only. */
const isFigure: Concern = (change, [, unit, period, basis, map]) =>
  isSheet(change) &&
  (change.isPublic || basis === 'reported') &&
  isPlaced(change, unit, map) &&
  [String(period), previousPeriod(String(period)), previousDecember(String(period))].includes(change.period ?? '')

const isTrend: Concern = (change, [, unit, period, basis, , map]) =>
  isSheet(change) &&
  (change.isPublic || basis === 'reported') &&
  isPlaced(change, unit, map) &&
  (change.period ?? '') <= String(period)

const isOwnSheet: Concern = (change, [, unit, period]) =>
  (isSheet(change) || change.kind === 'evidence') && isAbout(change, unit, period)

const isMove: Concern = (change) => isSheet(change) && change.isPublic

/** Which changes concern a question to the service, by the first word of its key; what is not here follows nothing. */
const CONCERNS: Readonly<Record<string, Concern>> = {
  overview: isFigure,
  matrix: isFigure,
  trend: isTrend,
  // By unit and months, or `map`, unit and month.
  discipline: (change, key) => isMove(change, key) && (isWithin(change, key[1]) || isWithin(change, key[2])),
  comparison: (change, [, codes, ...month]) =>
    String(codes)
      .split(',')
      .some((code) => isFigure(change, ['comparison', code, ...month])),
  distribution: isFigure,
  'similar-units': ({ kind }) => kind === 'unit',
  'profile-sheet': isOwnSheet,
  'measure-history': (change, [, unit, period]) =>
    isSheet(change) && change.units.at(-1) === unit && (change.period ?? '') < String(period),
  assessments: (change, [, first, ...rest]) => {
    if (!isSheet(change)) return false
    if (first === 'corrections') return change.isPublic && change.period === rest[0]
    if (first === 'waiting') return change.isPublic && change.period === rest[1] && isWithin(change, rest[0])
    return change.period === rest[0] && isWithin(change, first)
  },
  sheet: isOwnSheet,
  'sheet-history': isOwnSheet,
  // Not with each value: the commune that types would ask as often as it saves.
  'village-figures': (change, key) => change.isPublic && isOwnSheet(change, key),
  evidence: (change, [, unit]) => change.kind === 'evidence' && change.units.at(-1) === unit,
  work: (change, key) =>
    key[1] === 'sheet'
      ? isOwnSheet(change, key.slice(1))
      : isMove(change, key) || ['verdict', 'notice', 'period'].includes(change.kind),
  verifications: (change, [, period]) => change.period === period && (change.kind === 'verdict' || isSheet(change)),
  consolidation: (change, [, period]) => change.period === period && change.kind !== 'evidence' && change.isPublic,
  periods: ({ kind }) => kind === 'period',
  period: ({ kind, period }, key) => kind === 'period' && key[1] === period,
  notices: ({ kind }) => kind === 'notice',
  unit: (change, [, unit]) => change.kind === 'unit' && isWithin(change, unit),
  units: ({ kind }) => kind === 'unit',
  villages: ({ kind }) => kind === 'unit',
  map: ({ kind }) => kind === 'unit',
  accountables: ({ kind }) => kind === 'unit',
  accountable: ({ kind }) => kind === 'unit',
  'criteria-set': ({ kind }) => kind === 'criteria',
  'criteria-sets': ({ kind }) => kind === 'criteria',
  thresholds: ({ kind }) => kind === 'criteria',
  leads: ({ kind }) => kind === 'criteria',
}

/** What shows figures or progress: when these turn out different, the reader is told. */
const FIGURES = new Set([
  'overview',
  'matrix',
  'trend',
  'discipline',
  'comparison',
  'distribution',
  'profile-sheet',
  'assessments',
  'verifications',
])

export function isConcerned(key: Key, change: ChangeView): boolean {
  return isFollowing(key) && CONCERNS[String(key[0])]?.(change, key) === true
}

/** Whether anything could change under this question. */
export function isFollowing(key: Key): boolean {
  return Object.hasOwn(CONCERNS, String(key[0]))
}

export function showsFigures(key: Key): boolean {
  return FIGURES.has(String(key[0]))
}
