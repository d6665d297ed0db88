import type { TemplateLayout } from '@ntm/shared/imports/wire'
import { columnLetter } from '../../spreadsheets/cells.js'
import type { PlannedCell, PlannedSheet, PlannedValidation } from '../../spreadsheets/workbook-plan.js'
import type { CatalogueMeasure } from '../criteria/queries.js'
import { COLUMN_NAMES, measureHead, type ColumnName, type Field } from './columns.js'
import type { TemplateFacts, TemplateSheet } from './find-template.js'
import { planIdentity } from './template-identity.js'
import {
  FIGURES_SHEET,
  GUIDE,
  GUIDE_SHEET,
  nameMeasure,
  showAnswer,
  showPeriod,
  showThreshold,
} from './template-words.js'

/** Rows above the list: title, what to do, names of the columns of measures, and the head. */
const HEAD_ROW = 4

/** The workbook that is filled in: the list, how to fill it in, and, hidden, what it was made for. */
export function planTemplate(facts: TemplateFacts, layout: TemplateLayout, hasRatios: boolean): PlannedSheet[] {
  const { period, set, sheets } = facts
  const versions = new Map(sheets.map(({ unit, version }) => [unit.code, version]))
  return [
    layout === 'measures' ? planMeasures(facts) : planCommunes(facts, hasRatios),
    planGuide(facts),
    planIdentity({ kind: 'sheets', period, set: set.code, versions }),
  ]
}

const plain = (value: string | null): PlannedCell => ({ value, style: 'plain' })
const guarded = (value: string | number | null): PlannedCell => ({ value, style: 'guarded' })

const MEASURE_COLUMNS = [
  'unit',
  'unitName',
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
const MEASURE_WIDTHS = [9, 18, 9, 52, 14, 11, 11, 13, 11, 11, 11, 34]

function planMeasures(facts: TemplateFacts): PlannedSheet {
  const { set, sheets } = facts
  const last = HEAD_ROW + sheets.length * set.measures.length
  const offset = (name: (typeof MEASURE_COLUMNS)[number]) => columnLetter(MEASURE_COLUMNS.indexOf(name))
  const rowsOf = (kind: CatalogueMeasure['kind']) =>
    set.measures.flatMap((measure, index) => (measure.kind === kind ? [HEAD_ROW + 1 + index] : []))
  // Every commune has the same rows: a rule of one measure holds in each block of them.
  const rangesOf = (kind: CatalogueMeasure['kind'], column: string) =>
    sheets
      .flatMap((_sheet, block) => rowsOf(kind).map((row) => row + block * set.measures.length))
      .map((row) => `${column}${row}`)
  return {
    name: FIGURES_SHEET,
    widths: MEASURE_WIDTHS,
    freeze: { rows: HEAD_ROW, columns: 3 },
    filter: `A${HEAD_ROW}:${columnLetter(MEASURE_COLUMNS.length - 1)}${last}`,
    isGuarded: true,
    validations: [
      ...validate('boolean', ...joinRanges(rangesOf('boolean', offset('value')))),
      ...validate('percent', ...joinRanges(rangesOf('percent', offset('value')))),
      ...validate('number', ...joinRanges(rangesOf('number', offset('value')))),
      ...validate('number', `${offset('numerator')}${HEAD_ROW + 1}:${offset('denominator')}${last}`),
      ...validate('yes', `${offset('notApplicable')}${HEAD_ROW + 1}:${offset('notApplicable')}${last}`),
    ],
    rows: function* () {
      yield* topRows(facts)
      yield []
      yield MEASURE_COLUMNS.map((name) => ({ value: COLUMN_NAMES[name], style: 'head' as const }))
      for (const sheet of sheets) for (const measure of set.measures) yield measureRow(facts, sheet, measure)
    },
  }
}

function measureRow({ set }: TemplateFacts, sheet: TemplateSheet, measure: CatalogueMeasure): PlannedCell[] {
  const { unit, thresholds, values, lastMonth } = sheet
  const value = values.get(measure.id)
  const isRatio = (value?.numerator ?? null) !== null
  const canRatio = measure.kind === 'percent'
  const inputs: PlannedCell[] = [
    inputCell(sheet, measure, 'value', isRatio ? null : showAnswer(measure, value?.value ?? null)),
    canRatio ? inputCell(sheet, measure, 'numerator', value?.numerator ?? null) : guarded(null),
    canRatio ? inputCell(sheet, measure, 'denominator', value?.denominator ?? null) : guarded(null),
    measure.allowsNotApplicable
      ? inputCell(sheet, measure, 'notApplicable', value?.notApplicable === true ? 'x' : null)
      : guarded(null),
    inputCell(sheet, measure, 'note', value?.note ?? null),
  ]
  return [
    guarded(unit.code),
    guarded(unit.name),
    guarded(measure.key),
    guarded(nameMeasure(set, measure)),
    guarded(measure.unit ?? 'Đạt/Chưa đạt'),
    guarded(showThreshold(measure, thresholds.get(measure.id) ?? true)),
    { value: showAnswer(measure, lastMonth.get(measure.id) ?? null), style: 'guardedNumber' },
    ...inputs,
  ]
}

function inputCell(
  { isOpen, collected }: TemplateSheet,
  { id, kind }: CatalogueMeasure,
  field: Field,
  value: string | number | null,
): PlannedCell {
  const isText = field === 'note' || field === 'notApplicable' || (field === 'value' && kind === 'boolean')
  const isTyped = isOpen && (field === 'note' || !collected.has(id))
  if (!isTyped) return { value, style: isText ? 'guarded' : 'guardedNumber' }
  return { value, style: isText ? 'input' : 'inputNumber' }
}

function planCommunes(facts: TemplateFacts, hasRatios: boolean): PlannedSheet {
  const { set, sheets } = facts
  const columns = set.measures.flatMap((measure) => fieldsOf(measure, hasRatios).map((field) => ({ measure, field })))
  const last = HEAD_ROW + sheets.length
  return {
    name: FIGURES_SHEET,
    // Heads are names of measures: narrower, they would take half a screen.
    widths: [9, 18, ...columns.map(({ field }) => (field === 'value' ? 18 : 11))],
    freeze: { rows: HEAD_ROW, columns: 2 },
    filter: `A${HEAD_ROW}:B${last}`,
    isGuarded: true,
    validations: columns.flatMap(({ measure, field }, index) => {
      const letter = columnLetter(index + 2)
      const kind = field === 'notApplicable' ? 'yes' : field === 'value' ? measure.kind : 'number'
      return validate(kind, `${letter}${HEAD_ROW + 1}:${letter}${last}`)
    }),
    rows: function* () {
      yield* topRows(facts)
      yield [
        plain(null),
        plain(null),
        ...columns.map(({ measure, field }) =>
          guarded(field === 'value' ? describeMeasure(facts, measure) : COLUMN_NAMES[field]),
        ),
      ]
      yield [
        COLUMN_NAMES.unit,
        COLUMN_NAMES.unitName,
        ...columns.map(({ measure, field }) => measureHead(measure.key, field)),
      ].map((value) => ({ value, style: 'head' as const }))
      for (const sheet of sheets) {
        yield [
          guarded(sheet.unit.code),
          guarded(sheet.unit.name),
          ...columns.map(({ measure, field }) =>
            inputCell(sheet, measure, field, standing(sheet, measure, field, hasRatios)),
          ),
        ]
      }
    },
  }
}

function fieldsOf({ kind, allowsNotApplicable }: CatalogueMeasure, hasRatios: boolean): Field[] {
  return [
    'value',
    ...(kind === 'percent' && hasRatios ? (['numerator', 'denominator'] as const) : []),
    ...(allowsNotApplicable ? (['notApplicable'] as const) : []),
  ]
}

function standing({ values }: TemplateSheet, measure: CatalogueMeasure, field: Field, hasRatios: boolean) {
  const value = values.get(measure.id)
  if (!value) return null
  if (field === 'notApplicable') return value.notApplicable ? 'x' : null
  if (field === 'numerator' || field === 'denominator') return value[field]
  return hasRatios && value.numerator !== null ? null : showAnswer(measure, value.value)
}

function describeMeasure({ set, sheets }: TemplateFacts, measure: CatalogueMeasure): string {
  const [first] = sheets
  const threshold = first ? showThreshold(measure, first.thresholds.get(measure.id) ?? true) : ''
  return [nameMeasure(set, measure), [threshold, measure.unit].filter(Boolean).join(' ')].join('\n')
}

function* topRows({ unit, period, sheets }: TemplateFacts): Generator<PlannedCell[]> {
  const closed = sheets.filter(({ isOpen }) => !isOpen).length
  const told = closed === 0 ? '' : ` ${closed} phiếu đã gửi, đã duyệt hoặc đã khóa nên không nhập được.`
  yield [{ value: `Phiếu đánh giá nông thôn mới kỳ ${showPeriod(period)} – ${unit.fullName}`, style: 'title' }]
  yield [plain(`Nhập vào các ô nền vàng; ô để trống giữ nguyên số đang có.${told} Xem tờ “${GUIDE_SHEET}”.`)]
}

function planGuide({ unit, period, set }: TemplateFacts): PlannedSheet {
  return {
    name: GUIDE_SHEET,
    widths: [110],
    isGuarded: true,
    validations: [],
    rows: function* () {
      yield [{ value: 'Cách nhập', style: 'title' }]
      yield [{ value: `${unit.fullName}, kỳ ${showPeriod(period)}, ${set.name}`, style: 'text' }]
      for (const [index, line] of GUIDE.entries()) yield [{ value: `${index + 1}. ${line}`, style: 'text' }]
    },
  }
}

const RULES: Readonly<Record<CatalogueMeasure['kind'] | 'yes', Omit<PlannedValidation, 'range'>>> = {
  boolean: { rule: { kind: 'list', words: ['Đạt', 'Chưa đạt'] }, message: 'Chọn Đạt hoặc Chưa đạt.' },
  percent: { rule: { kind: 'decimal', min: 0, max: 100 }, message: 'Nhập tỷ lệ từ 0 đến 100.' },
  number: { rule: { kind: 'decimal', min: 0, max: null }, message: 'Nhập số không âm.' },
  yes: { rule: { kind: 'list', words: ['x'] }, message: 'Chọn x nếu không áp dụng, hoặc để trống.' },
}

/** Ranges of one rule: no reader of workbooks has to take thousands of them in one attribute. */
const RANGES_A_RULE = 500

function validate(kind: keyof typeof RULES, ...ranges: string[]): PlannedValidation[] {
  return Array.from({ length: Math.ceil(ranges.length / RANGES_A_RULE) }, (_, index) => ({
    range: ranges.slice(index * RANGES_A_RULE, (index + 1) * RANGES_A_RULE).join(' '),
    ...RULES[kind],
  }))
}

/** Cells below each other as one range: `H5 H6 H9` is `H5:H6` and `H9`. */
function joinRanges(cells: readonly string[]): string[] {
  const ranges: { letter: string; from: number; to: number }[] = []
  for (const cell of cells) {
    const letter = cell.replaceAll(/\d/g, '')
    const row = Number(cell.slice(letter.length))
    const open = ranges.at(-1)
    if (open?.letter === letter && open.to === row - 1) open.to = row
    else ranges.push({ letter, from: row, to: row })
  }
  return ranges.map(({ letter, from, to }) => (from === to ? `${letter}${from}` : `${letter}${from}:${letter}${to}`))
}
