import { packResults, type ResultMasks } from '@ntm/shared/analysis/result-masks'
import { yearOf } from '@ntm/shared/periods/period'
import type { StoredValue } from '../features/assessments/find-sheet.js'
import { judgeCriteria, toStored } from '../features/assessments/judge-sheet.js'
import type { Catalogue } from '../features/criteria/queries.js'
import type { DemoSheet } from './demo-sheet.js'
import type { DemoValue } from './filled-sheet.js'

export interface JudgedValues {
  values: readonly StoredValue[]
  masks: ResultMasks
}

export interface JudgedSheet {
  sheet: DemoSheet
  now: JudgedValues
  /** One a submission, oldest first. */
  submitted: readonly JudgedValues[]
}

/** Judges the sheets by the rules and thresholds by which the service judges what communes fill in. */
export function judgeDemoSheets(set: Catalogue, sheets: readonly DemoSheet[]): JudgedSheet[] {
  const measures = new Map(set.measures.map((measure) => [measure.key, measure]))

  function judge(sheet: DemoSheet, values: readonly DemoValue[]): JudgedValues {
    const place = { uid: sheet.commune.uid, year: yearOf(sheet.period) }
    const stored = values.map(({ measure: key, answer, note }) => {
      const measure = measures.get(key)
      if (!measure) throw new RangeError(`The set has no measure ${key}`)
      return toStored(set, measure, place, answer, note)
    })
    return { values: stored, masks: packResults(judgeCriteria(set, stored)) }
  }

  return sheets.map((sheet) => {
    const now = judge(sheet, sheet.values)
    const submitted = sheet.submissions.map(({ values }) => (values === sheet.values ? now : judge(sheet, values)))
    return { sheet, now, submitted }
  })
}
