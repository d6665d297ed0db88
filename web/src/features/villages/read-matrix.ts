import type { VillageFiguresView } from '@ntm/shared/villages/figures-wire'
import { percentOf } from '@ntm/shared/numbers/decimal'
import type { VillageResult } from '@ntm/shared/villages/judge-village'

export type MeasureFigures = VillageFiguresView['measures'][number]
export type CountedVillage = VillageFiguresView['villages'][number]

/** What one village has of one measure. */
export interface VillageCell {
  measure: string
  result: VillageResult
  numerator: number | null
  denominator: number | null
  /** For reading; what is met is judged on the ratio. */
  percent: number | null
}

export interface VillageRow {
  village: CountedVillage
  cells: VillageCell[]
  /** Measures that are not met here. */
  holding: number
  missing: number
}

export const SHOWN = ['all', 'holding', 'missing'] as const
export type Shown = (typeof SHOWN)[number]

/** `village`: as the commune lists them; `holding`: who holds back most first; else the key of a measure, weakest first. */
export type VillageSort = string

export const collectedMeasures = (view: VillageFiguresView): MeasureFigures[] =>
  view.measures.filter(({ collected }) => collected)

export function listRows(view: VillageFiguresView): VillageRow[] {
  const measures = collectedMeasures(view)
  return view.villages.map((village) => {
    const cells = measures.map((measure) => readCell(measure, village.code))
    return {
      village,
      cells,
      holding: cells.filter(({ result }) => result === 'notMet').length,
      missing: cells.filter(({ result }) => result === 'missing').length,
    }
  })
}

export function readCell({ measure, figures }: MeasureFigures, village: string): VillageCell {
  const figure = figures.find((each) => each.village === village)
  if (!figure) return { measure, result: 'missing', numerator: null, denominator: null, percent: null }
  const { result, numerator, denominator } = figure
  return {
    measure,
    result,
    numerator,
    denominator,
    percent: denominator > 0 ? percentOf(numerator, denominator) : null,
  }
}

export function selectRows(
  rows: readonly VillageRow[],
  shown: Shown,
  sort: VillageSort,
  measures: readonly MeasureFigures[],
): VillageRow[] {
  const kept = rows.filter(({ holding, missing }) => {
    if (shown === 'holding') return holding > 0
    return shown === 'all' || missing > 0
  })
  if (sort === 'holding') return kept.sort((a, b) => b.holding - a.holding || b.missing - a.missing)
  const measure = measures.find((each) => each.measure === sort)
  return measure ? kept.sort((a, b) => strength(a, measure) - strength(b, measure)) : kept
}

/** Weakest first; a village that counts nobody holds nobody back, and one without a figure comes last. */
function strength(row: VillageRow, { measure, comparator }: MeasureFigures): number {
  const cell = row.cells.find((each) => each.measure === measure)
  if (!cell || cell.result === 'missing') return 2000
  if (cell.percent === null) return 1000
  return comparator === '<=' ? -cell.percent : cell.percent
}

/** The village that holds back most, with how many do at all; undefined where none does. */
export function findWeakest(rows: readonly VillageRow[]): { row: VillageRow; count: number } | undefined {
  const holding = rows.filter((row) => row.holding > 0)
  const [row] = [...holding].sort((a, b) => b.holding - a.holding)
  return row && { row, count: holding.length }
}
