import type { Measure } from '@ntm/shared/criteria/definition'
import { judgeSheet } from '@ntm/shared/criteria/judge-criterion'
import { judgeMeasure } from '@ntm/shared/criteria/judge-measure'
import { pickThreshold } from '@ntm/shared/criteria/pick-threshold'
import type { CriterionResult, MeasureResult } from '@ntm/shared/criteria/results'
import { xa2016To2020 } from '@ntm/shared/criteria/sets/xa-2016-2020'
import { yearOf } from '@ntm/shared/periods/period'
import type { DemoSheet } from './demo-sheet.js'
import type { DemoValue } from './filled-sheet.js'

export const MEASURES: ReadonlyMap<string, Measure> = new Map(
  xa2016To2020.criteria.flatMap(({ indicators }) =>
    indicators.flatMap(({ measures }) => measures.map((measure) => [measure.key, measure] as const)),
  ),
)

/** Result by measure, by the shared rules alone. */
export function judgeValues(
  { commune, period }: Pick<DemoSheet, 'commune' | 'period'>,
  values: readonly DemoValue[],
): Map<string, MeasureResult> {
  const at = { region: xa2016To2020.region, year: yearOf(period), unit: commune.uid }
  return new Map(
    values.map(({ measure: key, answer }) => {
      const measure = MEASURES.get(key)
      const threshold = measure && pickThreshold(measure.thresholds, at)
      if (!measure || !threshold) throw new RangeError(`No threshold for ${key}`)
      return [key, judgeMeasure(measure, threshold.value, answer)]
    }),
  )
}

/** Result by criterion, in order of number, by the shared rules alone. */
export function judgeDemoSheet(sheet: DemoSheet): CriterionResult[] {
  return judgeSheet(xa2016To2020, judgeValues(sheet, sheet.values))
}

export function countMet(sheet: DemoSheet): number {
  return judgeDemoSheet(sheet).filter((result) => result === 'met').length
}
