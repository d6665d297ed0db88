/** A table as a person takes it along: into a spreadsheet, a letter, an archive. */
export interface TableContent {
  /** Names the file and, in a letter, the table. */
  name: string
  columns: readonly string[]
  rows: readonly (readonly TableCell[])[]
  /** What the figures rest on: basis, day, denominator. Figures without it are hearsay. */
  source?: string | undefined
}

/** A number stays a number; null is an empty cell. */
export type TableCell = string | number | null

/** What a spreadsheet takes for the beginning of a formula, also in its full-width forms. */
const FORMULA = /^[=+\-@\t\r＝＋－＠]/

/**
 * Text that a spreadsheet shows and never runs.
 *
 * @see https://owasp.org/www-community/attacks/CSV_Injection
 */
export function makeInert(text: string): string {
  return FORMULA.test(text) ? `'${text}` : text
}

/** Decimal comma and no grouping: what a spreadsheet with Vietnamese settings reads as a number. */
function writeCell(cell: TableCell): string {
  if (cell === null) return ''
  if (typeof cell === 'string') return makeInert(cell)
  return cell.toLocaleString('en-US', { useGrouping: false, maximumFractionDigits: 20 }).replace('.', ',')
}

function linesOf({ columns, rows, source }: TableContent): (readonly TableCell[])[] {
  return [columns, ...rows, ...(source === undefined ? [] : [[], [source]])]
}

/**
 * CSV as a spreadsheet with Vietnamese settings opens it: byte order mark, semicolon, decimal comma.
 *
 * The source stands below the table, after an empty line, so that the first line is the head.
 */
export function writeExcelCsv(content: TableContent): string {
  const quote = (text: string): string => (/[";\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)
  const lines = linesOf(content).map((cells) => cells.map((cell) => quote(writeCell(cell))).join(';'))
  return `\uFEFF${lines.join('\r\n')}\r\n`
}

/** Cells between tabs, as a spreadsheet takes them from the clipboard; a line break inside a cell becomes a space. */
export function writeTsv(content: TableContent): string {
  const flatten = (text: string): string => text.replaceAll(/[\t\r\n]+/g, ' ')
  return linesOf(content)
    .map((cells) => cells.map((cell) => flatten(writeCell(cell))).join('\t'))
    .join('\n')
}

/** The same as a table of HTML, which a word processor keeps a table when it is pasted. */
export function writeHtmlTable({ name, columns, rows, source }: TableContent): string {
  const escape = (text: string): string =>
    text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
  const row = (cells: readonly TableCell[], tag: 'th' | 'td'): string =>
    `<tr>${cells.map((cell) => `<${tag}${typeof cell === 'number' ? ' align="right"' : ''}>${escape(writeCell(cell))}</${tag}>`).join('')}</tr>`
  const body = rows.map((cells) => row(cells, 'td')).join('')
  const foot = source === undefined ? '' : `<p>${escape(source)}</p>`
  return `<table border="1"><caption>${escape(name)}</caption><thead>${row(columns, 'th')}</thead><tbody>${body}</tbody></table>${foot}`
}

/** A name that every file system takes: “Ma trận tiêu chí, tháng 6” becomes `ma-tran-tieu-chi-thang-6`. */
export function fileNameOf(name: string): string {
  const plain = name
    .normalize('NFD')
    .replaceAll(/\p{Mn}/gu, '')
    .replaceAll('đ', 'd')
    .replaceAll('Đ', 'D')
  const words = plain.toLowerCase().match(/[a-z0-9]+/g)
  return words?.join('-').slice(0, 100) ?? 'so-lieu'
}
