import { Readable } from 'node:stream'
import { parse } from 'csv-parse'
import { stringify } from 'csv-stringify'
import type { Cell, Row } from './cells.js'
import { RefusedFile } from './refused-file.js'

/** `machine`: RFC 4180, comma and decimal point. `excel`: byte order mark, semicolon and decimal comma. */
export const CSV_PROFILES = ['machine', 'excel'] as const
export type CsvProfile = (typeof CSV_PROFILES)[number]

const BOM = '\uFEFF'
/** What a spreadsheet takes for the beginning of a formula. */
const FORMULA_START = /^[=+\-@\t\r]/
const LONGEST_RECORD = 256 * 1024
const PIECE = 64 * 1024

export type Delimiter = ';' | '\t' | ','

const countIn = (line: string, mark: string): number => line.split(mark).length - 1

/** What stands between the fields of a file: the first line with columns tells, not a title with a comma above it. */
export function detectDelimiter(content: Buffer): Delimiter {
  const lines = content
    .subarray(0, 16_384)
    .toString('utf8')
    .split(/\r\n|\r|\n/, 30)
  for (const line of lines) {
    const other = countIn(line, ';') >= countIn(line, '\t') ? ';' : '\t'
    if (countIn(line, other) >= 2 && countIn(line, other) > countIn(line, ',')) return other
  }
  return ','
}

/** Rows of a CSV file; every cell of it is text. @throws RefusedFile */
export async function* readCsv(content: Buffer, delimiter: Delimiter): AsyncGenerator<Row> {
  const options = {
    bom: true,
    delimiter,
    relax_column_count: true,
    max_record_size: LONGEST_RECORD,
    info: true,
    skip_empty_lines: false,
  }
  const source = Readable.from(decode(content))
  const records = parse(options)
  // A pipe does not hand errors on: text that cannot be decoded would end the process.
  source.on('error', (error) => records.destroy(error))
  source.pipe(records)
  let number = 0
  try {
    for await (const { record } of records as AsyncIterable<{ record: string[] }>) {
      number += 1
      yield { number, cells: toCells(record) }
    }
  } catch (error) {
    if (error instanceof RefusedFile) throw error
    throw new RefusedFile(isTooLong(error) ? 'row_too_long' : 'broken_quotes', { cause: error })
  }
}

function* decode(content: Buffer): Generator<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
  for (let from = 0; from < content.length; from += PIECE) {
    let text: string
    try {
      text = decoder.decode(content.subarray(from, from + PIECE), { stream: from + PIECE < content.length })
    } catch (error) {
      throw new RefusedFile('not_utf8', { cause: error })
    }
    if (text.includes('\0')) throw new RefusedFile('unknown_format')
    yield text
  }
}

function toCells(record: readonly string[]): Map<number, Cell> {
  const cells = new Map<number, Cell>()
  record.forEach((field, column) => {
    const text = bare(field.normalize('NFC'))
    if (text.trim() !== '') cells.set(column, { kind: 'text', text })
  })
  return cells
}

/** Text as it was before {@link inert}. */
function bare(text: string): string {
  return text.startsWith("'") && FORMULA_START.test(text.slice(1)) ? text.slice(1) : text
}

/** Text that no spreadsheet takes for a formula. */
function inert(text: string): string {
  return FORMULA_START.test(text) ? `'${text}` : text
}

/** Writes rows as a stream; texts are made inert, numbers have the decimal sign of the profile. */
export function writeCsv(
  rows: Iterable<readonly (string | number | null)[]> | AsyncIterable<readonly (string | number | null)[]>,
  profile: CsvProfile,
): Readable {
  const isExcel = profile === 'excel'
  const toField = (value: string | number | null) => {
    if (value === null) return ''
    if (typeof value === 'string') return inert(value)
    return isExcel ? String(value).replace('.', ',') : String(value)
  }
  const lines = async function* () {
    for await (const row of rows) yield row.map(toField)
  }
  const csv = stringify({ delimiter: isExcel ? ';' : ',', record_delimiter: 'windows', bom: false })
  const source = Readable.from(lines())
  // As in `readCsv`: rows that cannot be had end the file, not the process; a reader who leaves ends the asking.
  source.on('error', (error) => csv.destroy(error))
  csv.on('close', () => source.destroy())
  const written = source.pipe(csv)
  if (!isExcel) return written
  return Readable.from(
    (async function* () {
      yield BOM
      yield* written as AsyncIterable<Buffer>
    })(),
  )
}

function isTooLong(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'CSV_MAX_RECORD_SIZE'
}
