import { BANDS, bandOf } from '@ntm/shared/analysis/bands'
import type { DistributionRow } from '@ntm/shared/analysis/compare-wire'
import type { AreaLook } from '@/charts/areas/lay-out-areas'
import type { MarkStatus } from '@/ui/mark-status'
import type { MatrixRow } from './select-rows'

/** What the map is coloured by: criteria met, one criterion, one group, one measure, the state of the sheets, or when they came. */
export type MapShow = 'met' | 'sheet' | 'late' | `c${number}` | `g${string}` | `m${string}`

/** One kind of result with its look: an item of the legend. */
export interface MapKind extends AreaLook {
  key: string
  /** The key of its name below `analysis.map.kinds`, or a status of `ui.status`. */
  name: { band: string } | { status: MarkStatus } | { key: string }
}

const BAND_LOOKS: Readonly<Record<string, AreaLook>> = {
  '19': { tone: 'band-19', ink: 'on-band-19' },
  '15-18': { tone: 'band-15', ink: 'on-band-15', pattern: 'dots' },
  '10-14': { tone: 'band-10', ink: 'on-band-10', pattern: 'lines' },
  '5-9': { tone: 'band-5', ink: 'on-band-5', pattern: 'across' },
  '0-4': { tone: 'band-0', ink: 'on-band-0', pattern: 'grid' },
}
const NO_RESULT: AreaLook = { tone: 'card', ink: 'soft', pattern: 'level' }

/** Ground that the programme does not cover: wards and towns. */
export const OUTSIDE: AreaLook = { tone: 'sunken', ink: 'line-strong', pattern: 'upright' }

const noData: MapKind = { key: 'noData', ...NO_RESULT, mark: 'noData', name: { status: 'noData' } }

const BAND_KINDS: readonly MapKind[] = BANDS.map(({ label }) => ({
  key: label,
  ...(BAND_LOOKS[label] ?? NO_RESULT),
  name: { band: label },
}))

const status = (key: MarkStatus, look: AreaLook): MapKind => ({ key, ...look, mark: key, name: { status: key } })

const RESULT_KINDS: readonly MapKind[] = [
  status('met', { tone: 'band-15', ink: 'on-band-15' }),
  status('notMet', { tone: 'brick-line', ink: 'brick', pattern: 'across' }),
  status('incomplete', { tone: 'amber-tint', ink: 'amber', pattern: 'dots' }),
]

const MEASURE_KINDS: readonly MapKind[] = [
  ...RESULT_KINDS.filter(({ key }) => key !== 'incomplete'),
  status('missing', { tone: 'amber-tint', ink: 'amber', pattern: 'dots' }),
  status('notApplicable', { tone: 'blue-tint', ink: 'blue', pattern: 'lines' }),
  noData,
  // Of more communes than the service sends, the last have no value here: not the same as none.
  { key: 'leftOut', ...NO_RESULT, pattern: 'grid', name: { key: 'leftOut' } },
]

const SHEET_KINDS: readonly MapKind[] = [
  status('consolidated', { tone: 'band-19', ink: 'on-band-19' }),
  status('approved', { tone: 'band-15', ink: 'on-band-15' }),
  status('submitted', { tone: 'blue-tint', ink: 'blue', pattern: 'level' }),
  status('returned', { tone: 'brick-line', ink: 'brick', pattern: 'across' }),
  status('draft', { tone: 'amber-tint', ink: 'amber', pattern: 'dots' }),
  status('notStarted', { tone: 'card', ink: 'soft', pattern: 'lines' }),
]

const LATE_KINDS: readonly MapKind[] = [
  { key: 'onTime', tone: 'band-15', ink: 'on-band-15', mark: 'met', name: { key: 'onTime' } },
  { key: 'late', tone: 'amber-tint', ink: 'amber', pattern: 'dots', mark: 'submitted', name: { key: 'late' } },
  { key: 'missing', tone: 'brick-line', ink: 'brick', pattern: 'across', mark: 'notMet', name: { key: 'missing' } },
  { key: 'waiting', tone: 'card', ink: 'soft', pattern: 'lines', mark: 'notStarted', name: { key: 'waiting' } },
]

interface Group {
  code: string
  criteria: readonly number[]
}

/** Reads from the address what is asked for; anything that the month does not have is the criteria met. */
export function readShow(text: unknown, criteria: readonly number[], groups: readonly Group[]): MapShow {
  if (text === 'sheet' || text === 'late') return text
  if (typeof text !== 'string') return 'met'
  if (text !== 'met' && /^m[\w.]{0,20}$/.test(text)) return criteria.length > 0 ? (text as MapShow) : 'met'
  if (/^c\d{1,2}$/.test(text) && criteria.includes(Number(text.slice(1)))) return text as MapShow
  return groups.some(({ code }) => text === `g${code}`) ? (text as MapShow) : 'met'
}

/** Whether one measure is shown; which one, `measureKeyOf` says. */
export function isMeasureShow(show: MapShow): boolean {
  return show !== 'met' && show.startsWith('m')
}

/** What the address has as the key of the measure: not yet known to be one. */
export function measureKeyOf(show: MapShow): string {
  return show.slice(1)
}

/** The kinds that a commune can be of, best first. */
export function listKinds(show: MapShow): readonly MapKind[] {
  if (show === 'sheet') return SHEET_KINDS
  if (show === 'late') return LATE_KINDS
  if (isMeasureShow(show)) return MEASURE_KINDS
  return [...(show === 'met' ? BAND_KINDS : RESULT_KINDS), noData]
}

/** Criteria that the map speaks of; none where it speaks of sheets. */
export function criteriaOf(show: MapShow, groups: readonly Group[]): readonly number[] {
  if (show.startsWith('c')) return [Number(show.slice(1))]
  return groups.find(({ code }) => show === `g${code}`)?.criteria ?? []
}

/** Named in the legend only where a commune is of it. */
const SELDOM: readonly string[] = ['noData', 'missing', 'notApplicable', 'leftOut']

/** Whether the legend names a kind also where no commune is of it. */
export function isAlwaysNamed(key: string): boolean {
  return !SELDOM.includes(key)
}

/** What kind a commune is of by its answer; one that the service left out has none. */
export function kindOfMeasured(row: Pick<DistributionRow, 'result'> | undefined): string {
  if (!row) return 'leftOut'
  return row.result === 'noSheet' || row.result === 'noResult' ? 'noData' : row.result
}

/** What kind a commune is of by its row of the matrix; `late` is told by the reports, a measure by its answers instead. */
export function kindOf(row: MatrixRow, show: MapShow, criteria: readonly number[]): string {
  if (show === 'sheet') return row.status
  if (show === 'met') return row.met === null ? 'noData' : bandOf(row.met)
  const results = criteria.map((number) => row.results[number - 1] ?? null)
  if (results.length === 0 || results.includes(null)) return 'noData'
  if (results.includes('notMet')) return 'notMet'
  return results.includes('incomplete') ? 'incomplete' : 'met'
}
