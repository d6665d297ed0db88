import { Readable } from 'node:stream'
import { ZipFile } from 'yazl'
import { columnLetter } from './cells.js'
import { heightOf } from './row-height.js'
import { stylesXml } from './styles-xml.js'
import { CELL_STYLES, type PlannedCell, type PlannedSheet, type PlannedValidation } from './workbook-plan.js'

const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006'
const SHEET_TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml'

export const XLSX_TYPE = `${SHEET_TYPE}.sheet`

/** Characters of one piece of a sheet: other requests are answered between two pieces. */
const PIECE = 64 * 1024
/** Characters side by side that can still be read on a page of A4. */
const WIDEST_PRINT = 230

/**
 * Writes a workbook as a stream; rows are asked for while it is written, so memory does not grow with them.
 *
 * Every text is a text, also one that begins with `=`: nothing that a person wrote becomes a formula.
 */
export function writeWorkbook(sheets: readonly PlannedSheet[]): Readable {
  const zip = new ZipFile()
  const add = (path: string, xml: string) => zip.addBuffer(Buffer.from(HEAD + xml), path)
  add('[Content_Types].xml', contentTypesXml(sheets))
  add('_rels/.rels', relationsXml([['officeDocument', 'xl/workbook.xml']]))
  add('xl/workbook.xml', workbookXml(sheets))
  add(
    'xl/_rels/workbook.xml.rels',
    relationsXml([
      ...sheets.map((_sheet, index) => ['worksheet', `worksheets/sheet${index + 1}.xml`] as const),
      ['styles', 'styles.xml'] as const,
    ]),
  )
  add('xl/styles.xml', stylesXml())
  sheets.forEach((sheet, index) => {
    zip.addReadStreamLazy(`xl/worksheets/sheet${index + 1}.xml`, (done) => done(null, Readable.from(sheetXml(sheet))))
  })
  zip.end()
  return Readable.from(zip.outputStream as AsyncIterable<Buffer>)
}

function contentTypesXml(sheets: readonly PlannedSheet[]): string {
  const parts = sheets.map(
    (_sheet, index) =>
      `<Override PartName="/xl/worksheets/sheet${index + 1}.xml" ContentType="${SHEET_TYPE}.worksheet+xml"/>`,
  )
  return `<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${SHEET_TYPE}.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="${SHEET_TYPE}.styles+xml"/>${parts.join('')}</Types>`
}

function relationsXml(relations: readonly (readonly [type: string, target: string])[]): string {
  const list = relations.map(
    ([type, target], index) => `<Relationship Id="r${index + 1}" Type="${RELATIONS}/${type}" Target="${target}"/>`,
  )
  return `<Relationships xmlns="${PACKAGE}/relationships">${list.join('')}</Relationships>`
}

function workbookXml(sheets: readonly PlannedSheet[]): string {
  const list = sheets.map(
    ({ name, state = 'visible' }, index) =>
      `<sheet name="${escapeXml(name)}" sheetId="${index + 1}" state="${state}" r:id="r${index + 1}"/>`,
  )
  const filters = sheets.flatMap(({ name, filter, freeze }, index) => {
    const define = (what: string, range: string) =>
      `<definedName name="_xlnm.${what}" localSheetId="${index}"${what === '_FilterDatabase' ? ' hidden="1"' : ''}>'${escapeXml(name)}'!${range}</definedName>`
    return [
      ...(filter === undefined ? [] : [define('_FilterDatabase', filter.replaceAll(/([A-Z]+)(\d+)/g, '$$$1$$$2'))]),
      // The head stands on every printed page.
      ...(freeze ? [define('Print_Titles', `$${freeze.rows}:$${freeze.rows}`)] : []),
    ]
  })
  const names = filters.length === 0 ? '' : `<definedNames>${filters.join('')}</definedNames>`
  return `<workbook xmlns="${MAIN}" xmlns:r="${RELATIONS}"><bookViews><workbookView/></bookViews><sheets>${list.join('')}</sheets>${names}</workbook>`
}

function* sheetXml(sheet: PlannedSheet): Generator<Buffer> {
  const { widths, isGuarded, filter, merged = [], validations } = sheet
  const columns = widths.map(
    (width, index) => `<col min="${index + 1}" max="${index + 1}" width="${width}" customWidth="1"/>`,
  )
  // What fits is printed a page wide.
  const isNarrow = widths.reduce((sum, width) => sum + width, 0) <= WIDEST_PRINT
  const setUp = `<sheetPr><pageSetUpPr fitToPage="${isNarrow ? 1 : 0}"/></sheetPr>`
  let piece = `${HEAD}<worksheet xmlns="${MAIN}">${setUp}<sheetViews>${viewXml(sheet)}</sheetViews><sheetFormatPr defaultRowHeight="16"/>`
  if (columns.length > 0) piece += `<cols>${columns.join('')}</cols>`
  piece += '<sheetData>'
  let number = 0
  for (const row of sheet.rows()) {
    number += 1
    piece += rowXml(number, row, heightOf(row, widths))
    if (piece.length < PIECE) continue
    yield Buffer.from(piece)
    piece = ''
  }
  piece += '</sheetData>'
  // Filtering, sorting and wider columns are left to whoever works with it.
  if (isGuarded) piece += '<sheetProtection sheet="1" formatColumns="0" formatRows="0" sort="0" autoFilter="0"/>'
  if (filter !== undefined) piece += `<autoFilter ref="${filter}"/>`
  if (merged.length > 0)
    piece += `<mergeCells>${merged.map((ref) => `<mergeCell ref="${ref}"/>`).join('')}</mergeCells>`
  if (validations.length > 0) {
    piece += `<dataValidations count="${validations.length}">${validations.map(validationXml).join('')}</dataValidations>`
  }
  piece += '<pageSetup paperSize="9" orientation="landscape" fitToHeight="0"/></worksheet>'
  yield Buffer.from(piece)
}

function viewXml({ freeze, state }: PlannedSheet): string {
  if (!freeze || state === 'veryHidden') return '<sheetView workbookViewId="0"/>'
  const { rows, columns } = freeze
  const corner = `${columnLetter(columns)}${rows + 1}`
  return `<sheetView workbookViewId="0"><pane xSplit="${columns}" ySplit="${rows}" topLeftCell="${corner}" activePane="bottomRight" state="frozen"/></sheetView>`
}

function rowXml(number: number, cells: readonly PlannedCell[], height: number | undefined): string {
  const written = cells.map(({ value, style }, column) => {
    const place = `<c r="${columnLetter(column)}${number}" s="${CELL_STYLES.indexOf(style)}"`
    if (value === null) return style === 'plain' ? '' : `${place}/>`
    if (typeof value === 'number') return `${place}><v>${value}</v></c>`
    return `${place} t="inlineStr"><is><t xml:space="preserve">${escapeXml(value)}</t></is></c>`
  })
  const tall = height === undefined ? '' : ` ht="${height}" customHeight="1"`
  return `<row r="${number}"${tall}>${written.join('')}</row>`
}

function validationXml({ range, rule, message }: PlannedValidation): string {
  const told = `allowBlank="1" showErrorMessage="1" errorTitle="Chưa đúng" error="${escapeXml(message)}" sqref="${range}"`
  if (rule.kind === 'list') {
    const words = escapeXml(`"${rule.words.join(',')}"`)
    return `<dataValidation type="list" ${told}><formula1>${words}</formula1></dataValidation>`
  }
  const { min, max } = rule
  const operator = max === null ? 'greaterThanOrEqual' : 'between'
  const upper = max === null ? '' : `<formula2>${max}</formula2>`
  return `<dataValidation type="decimal" operator="${operator}" ${told}><formula1>${min}</formula1>${upper}</dataValidation>`
}

/** Control characters have no place in XML, whatever way they are written. */
export function escapeXml(text: string): string {
  return text
    .replaceAll(/\p{Cc}/gu, (sign) => (sign === '\n' || sign === '\t' ? sign : ''))
    .replaceAll(/[\ufffe\uffff]/g, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
}
