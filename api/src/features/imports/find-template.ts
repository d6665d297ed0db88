import { canEdit as isEditable } from '@ntm/shared/assessments/status'
import { lastDayOf, previousPeriod } from '@ntm/shared/periods/period'
import type { Database } from '../../db/client.js'
import { unprocessable } from '../../errors.js'
import { findSheetsForFigures, listCommuneCodes, listFigures, type SheetForFigures } from '../assessments/find-many.js'
import { pickCatalogue, type Catalogue, type CatalogueMeasure } from '../criteria/queries.js'
import type { FoundUnit } from '../units/queries.js'

/** What a template shows: the communes with their figures of the month and of the one before. */
export interface TemplateFacts {
  unit: FoundUnit
  period: string
  set: Catalogue
  sheets: TemplateSheet[]
}

export interface TemplateSheet {
  unit: SheetForFigures['unit']
  version: number
  /** Whether the sheet takes figures as it stands. */
  isOpen: boolean
  /** Measures that are summed up from the villages: not to be typed. */
  collected: ReadonlySet<number>
  thresholds: ReadonlyMap<number, number | true>
  values: ReadonlyMap<number, SheetForFigures['values'][number]>
  lastMonth: ReadonlyMap<number, number>
}

export interface TemplateRules {
  most: number
  isLocked: (sheet: SheetForFigures) => boolean
  thresholdOf: (set: Catalogue, measure: CatalogueMeasure, uid: string) => number | true
}

/** Reads what the template of a unit and month is made of. @throws AppError 422 where no set judges the month, or it is too large. */
export async function findTemplate(
  db: Database,
  { unit, period, sets, rules }: { unit: FoundUnit; period: string; sets: readonly Catalogue[]; rules: TemplateRules },
): Promise<TemplateFacts> {
  const set = pickCatalogue(sets, lastDayOf(period))
  if (!set) throw unprocessable('no_criteria_set')
  const codes = await listCommuneCodes(db, unit.path, period)
  if (codes.length === 0) throw unprocessable('not_in_programme')
  if (codes.length > rules.most) throw unprocessable('template_too_large')
  const [sheets, last] = await Promise.all([
    findSheetsForFigures(db, codes, period),
    listFigures(db, codes, previousPeriod(period), true),
  ])
  const lastByUnit = new Map<string, Map<number, number>>()
  for (const { unitCode, measureId, value } of last) {
    const figures = lastByUnit.get(unitCode) ?? new Map<number, number>()
    lastByUnit.set(unitCode, figures)
    if (value !== null) figures.set(measureId, value)
  }
  return {
    unit,
    period,
    set,
    sheets: sheets.map((sheet) => ({
      unit: sheet.unit,
      version: sheet.version,
      isOpen: isEditable(sheet.status) && !rules.isLocked(sheet),
      collected: new Set(sheet.villageMeasures),
      thresholds: new Map(set.measures.map((measure) => [measure.id, rules.thresholdOf(set, measure, sheet.unit.uid)])),
      values: new Map(sheet.values.map((value) => [value.measureId, value])),
      lastMonth: lastByUnit.get(sheet.unit.code) ?? new Map<number, number>(),
    })),
  }
}
