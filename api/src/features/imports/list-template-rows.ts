import type { CsvProfile } from '../../spreadsheets/csv.js'
import { COLUMN_NAMES, type ColumnName } from './columns.js'
import type { TemplateFacts } from './find-template.js'
import { nameMeasure, showAnswer, showPeriod, showThreshold } from './template-words.js'

const COLUMNS = [
  'period',
  'unit',
  'unitName',
  'version',
  'measure',
  'label',
  'measureUnit',
  'threshold',
  'lastMonth',
  'value',
  'numerator',
  'denominator',
  'notApplicable',
  'note',
] as const satisfies readonly ColumnName[]

/**
 * The template as rows of text, a row a measure; each says its month and the version of its sheet.
 *
 * For people a word stands before month and code: Excel makes the 10th of January of a bare `10.1`.
 */
export function* listTemplateRows(
  { period, set, sheets }: TemplateFacts,
  profile: CsvProfile,
): Generator<(string | number | null)[]> {
  const isMachine = profile === 'machine'
  yield COLUMNS.map((name) => (isMachine ? name : COLUMN_NAMES[name]))
  for (const { unit, version, thresholds, values, lastMonth } of sheets) {
    for (const measure of set.measures) {
      const value = values.get(measure.id)
      const isRatio = (value?.numerator ?? null) !== null
      const show = (answer: number | null) =>
        isMachine && measure.kind === 'boolean' && answer !== null ? String(answer === 1) : showAnswer(measure, answer)
      yield [
        isMachine ? period : `Tháng ${showPeriod(period)}`,
        unit.code,
        unit.name,
        version,
        isMachine ? measure.key : `CT ${measure.key}`,
        nameMeasure(set, measure),
        measure.unit,
        showThreshold(measure, thresholds.get(measure.id) ?? true),
        show(lastMonth.get(measure.id) ?? null),
        isRatio ? null : show(value?.value ?? null),
        value?.numerator ?? null,
        value?.denominator ?? null,
        value?.notApplicable === true ? (isMachine ? 'true' : 'x') : null,
        value?.note ?? null,
      ]
    }
  }
}
