import type { VillageFiguresView } from '@ntm/shared/villages/figures-wire'
import { judgeVillage } from '@ntm/shared/villages/judge-village'
import { rollUp, type VillageFigure } from '@ntm/shared/villages/roll-up'

type MeasureView = VillageFiguresView['measures'][number]

const COMMUNE = {
  uid: '23311',
  code: '23311',
  kind: 'commune',
  type: 'xã',
  name: 'Đắk Cấm',
  fullName: 'Xã Đắk Cấm',
} as const
const CITY = {
  uid: '608',
  code: '608',
  kind: 'district',
  type: 'thành phố',
  name: 'Kon Tum',
  fullName: 'Thành phố Kon Tum',
} as const

const VILLAGES = [
  ['23311-01', 'thôn', '1'],
  ['23311-02', 'thôn', '2'],
  ['23311-03', 'làng', 'Yang Roong'],
] as const

/** Figures of the three villages in their order; undefined: none yet. */
export type Figures = readonly (VillageFigure | undefined)[]

export const figure = (numerator: number, denominator: number): VillageFigure => ({ numerator, denominator })

export function buildMeasure(measure: string, figures: Figures, given: Partial<MeasureView> = {}): MeasureView {
  const judged = { comparator: given.comparator ?? ('>=' as const), threshold: given.threshold ?? 75 }
  const known = figures.flatMap((each) => (each ? [each] : []))
  const sum = rollUp(known)
  const result = judgeVillage(judged, sum)
  return {
    measure,
    criterion: Number(measure.split('.')[0]),
    ...judged,
    collected: true,
    value: sum ? (sum.numerator / sum.denominator) * 100 : null,
    numerator: sum?.numerator ?? null,
    denominator: sum?.denominator ?? null,
    result: result === 'empty' ? 'missing' : result,
    figures: figures.flatMap((each, index) =>
      each ? [{ village: VILLAGES[index]?.[0] ?? '', ...each, result: judgeVillage(judged, each) }] : [],
    ),
    missing: VILLAGES.map(([code]) => code).filter((_code, index) => !figures[index]),
    ...given,
  }
}

export function buildFigures(
  measures: readonly MeasureView[],
  given: Partial<VillageFiguresView> = {},
): VillageFiguresView {
  return {
    unit: COMMUNE,
    parent: CITY,
    period: '2019-07',
    criteriaSet: 'xa-2016-2020',
    status: 'draft',
    revision: 1,
    lock: null,
    villages: VILLAGES.map(([code, type, name], index) => ({
      code,
      type,
      name,
      fullName: `${type === 'thôn' ? 'Thôn' : 'Làng'} ${name}`,
      households: 100 + index,
      isDifficult: type === 'làng',
      hasEnded: false,
    })),
    measures: [...measures],
    allowed: { edit: true },
    ...given,
  }
}
