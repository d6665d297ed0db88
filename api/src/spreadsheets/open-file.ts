import { detectDelimiter, readCsv, type CsvProfile } from './csv.js'
import type { Row } from './cells.js'
import { openWorkbook } from './read-workbook.js'
import { RefusedFile } from './refused-file.js'

const ZIP = Buffer.from('PK\u0003\u0004', 'latin1')
/** Excel before 2007, and a workbook with a password. */
const COMPOUND = Buffer.from([0xd0, 0xcf, 0x11, 0xe0])
/** “Unicode Text” of Excel. */
const UTF_16 = [Buffer.from([0xff, 0xfe]), Buffer.from([0xfe, 0xff])]
/** What many systems hand out as `.xls`. */
const WEB_PAGE = /^\uFEFF?\s*<(!doctype|html|head|body|table|meta|\?xml)/i

export interface OpenFile {
  format: 'xlsx' | 'csv'
  /** Of a CSV file. */
  profile?: CsvProfile
  sheets: readonly string[]
  rows: (sheet: string) => AsyncGenerator<Row>
}

/** The one sheet of a CSV file. */
const CSV_SHEET = 'CSV'

/**
 * Opens a spreadsheet by what it is, not by what it is called.
 *
 * @throws RefusedFile
 */
export async function openFile(content: Buffer): Promise<OpenFile> {
  if (content.length === 0) throw new RefusedFile('empty')
  if (content.subarray(0, 4).equals(ZIP)) return { format: 'xlsx', ...(await openWorkbook(content)) }
  if (content.subarray(0, 4).equals(COMPOUND)) throw new RefusedFile('old_excel')
  if (UTF_16.some((mark) => content.subarray(0, 2).equals(mark))) throw new RefusedFile('not_utf8')
  if (isBinary(content)) throw new RefusedFile('unknown_format')
  if (WEB_PAGE.test(content.subarray(0, 256).toString('utf8'))) throw new RefusedFile('web_page')
  const delimiter = detectDelimiter(content)
  const profile = delimiter === ',' ? 'machine' : 'excel'
  return { format: 'csv', profile, sheets: [CSV_SHEET], rows: () => readCsv(content, delimiter) }
}

/** Control characters do not stand in text; a spreadsheet in UTF-16 is full of zeros. */
function isBinary(content: Buffer): boolean {
  return content.subarray(0, 8192).some((byte) => byte < 9 || (byte > 13 && byte < 32))
}
