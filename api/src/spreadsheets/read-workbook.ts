import type { Cell, Row } from './cells.js'
import { columnOf } from './cells.js'
import { openZip, type OpenZip } from './open-zip.js'
import { parseXml, readXml } from './parse-xml.js'
import { readFormats, type NumberFormat } from './read-formats.js'
import { RefusedFile } from './refused-file.js'

/** Characters of all shared texts together: those of 11,000 communes are a tenth of it. */
const MOST_SHARED = 24 * 1024 * 1024
const LAST_COLUMN = 16_383
const LAST_ROW = 1_048_576
/** As many as spreadsheets show: what 0,1 + 0,2 leaves beyond them nobody has seen. */
const SHOWN_DIGITS = 15

export interface Workbook {
  /** In the order of the book, hidden ones too. */
  sheets: readonly string[]
  rows: (sheet: string) => AsyncGenerator<Row>
}

/**
 * Opens an XLSX: our own small reader, because libraries that read one keep it whole in memory or stop at nothing.
 *
 * Formulas are not calculated: the value that stands beside them counts.
 *
 * @throws RefusedFile
 */
export async function openWorkbook(content: Buffer): Promise<Workbook> {
  const zip = await openZip(content)
  const paths = await readSheetPaths(zip)
  const formats = zip.names.includes('xl/styles.xml') ? await readFormats(await zip.open('xl/styles.xml')) : []
  let shared: Promise<string[]> | undefined
  return {
    sheets: [...paths.keys()],
    rows: async function* (sheet) {
      const path = paths.get(sheet)
      if (path === undefined) throw new RangeError(`No sheet ${sheet}`)
      shared ??= readShared(zip)
      yield* readRows(zip, path, formats, await shared)
    },
  }
}

async function readSheetPaths(zip: OpenZip): Promise<Map<string, string>> {
  const targets = new Map<string, string>()
  await readXml(await zip.open('xl/_rels/workbook.xml.rels'), {
    onOpen: (name, { Id, Target }) => {
      if (name === 'Relationship' && Id !== undefined && Target !== undefined) targets.set(Id, Target)
    },
  })
  const paths = new Map<string, string>()
  await readXml(await zip.open('xl/workbook.xml'), {
    onOpen: (element, attributes) => {
      const target = targets.get(attributes['r:id'] ?? '')
      if (element !== 'sheet' || target === undefined || attributes.name === undefined) return
      paths.set(attributes.name, target.startsWith('/') ? target.slice(1) : `xl/${target}`)
    },
  })
  if (paths.size === 0) throw new RefusedFile('not_a_workbook')
  return paths
}

async function readShared(zip: OpenZip): Promise<string[]> {
  if (!zip.names.includes('xl/sharedStrings.xml')) return []
  const texts: string[] = []
  let text = ''
  let size = 0
  let isText = false
  let isPhonetic = false
  await readXml(await zip.open('xl/sharedStrings.xml'), {
    onOpen: (name) => {
      if (name === 'si') text = ''
      isText = name === 't'
      isPhonetic ||= name === 'rPh'
    },
    onText: (piece) => {
      if (!isText || isPhonetic) return
      text += piece
      size += piece.length
      if (size > MOST_SHARED) throw new RefusedFile('too_large_inside')
    },
    onClose: (name) => {
      isText = false
      if (name === 'rPh') isPhonetic = false
      if (name === 'si') texts.push(text)
    },
  })
  return texts
}

async function* readRows(
  zip: OpenZip,
  path: string,
  formats: readonly NumberFormat[],
  shared: readonly string[],
): AsyncGenerator<Row> {
  let ready: Row[] = []
  let number = 0
  let cells = new Map<number, Cell>()
  let column = -1
  let type = 'n'
  let style = 0
  let text = ''
  let isValue = false
  /** The formula of the cell; undefined where it has none. */
  let formula: string | undefined
  let isFormula = false
  const pieces = parseXml(await zip.open(path), {
    onOpen: (name, attributes) => {
      if (name === 'row') {
        number = attributes.r === undefined ? number + 1 : Number(attributes.r)
        if (!Number.isInteger(number) || number < 1 || number > LAST_ROW) throw new RefusedFile('damaged')
        cells = new Map()
        column = -1
      } else if (name === 'c') {
        column = attributes.r === undefined ? column + 1 : columnOf(attributes.r)
        type = attributes.t ?? 'n'
        style = Number(attributes.s ?? 0)
        text = ''
        formula = undefined
      } else {
        isValue = name === 'v' || name === 't'
        isFormula = name === 'f'
        if (isFormula) formula = ''
      }
    },
    onText: (piece) => {
      if (isValue) text += piece
      if (isFormula) formula = (formula ?? '') + piece
    },
    onClose: (name) => {
      isValue = false
      isFormula = false
      if (name === 'c') {
        // A formula may come to an empty text, which is one; without any result it was never calculated.
        const isCalculated = formula === undefined || text !== '' || type === 'str'
        const cell = isCalculated
          ? makeCell(type, text, formats[style] ?? 'plain', shared)
          : ({ kind: 'formula', text: `=${formula}` } as const)
        if (cell && column >= 0 && column <= LAST_COLUMN) cells.set(column, cell)
      } else if (name === 'row') ready.push({ number, cells })
    },
  })
  while ((await pieces.next()).done !== true) {
    yield* ready
    ready = []
  }
}

function makeCell(type: string, text: string, format: NumberFormat, shared: readonly string[]): Cell | undefined {
  if (text === '') return undefined
  switch (type) {
    case 's': {
      const known = shared[Number(text)]
      return known === undefined ? { kind: 'error', text } : textCell(known)
    }
    case 'str':
    case 'inlineStr':
      return textCell(text)
    case 'b':
      return { kind: 'boolean', value: text === '1' || text === 'true' }
    case 'e':
      return { kind: 'error', text }
    case 'd':
      return textCell(text)
    default: {
      const value = Number(text)
      if (!Number.isFinite(value)) return { kind: 'error', text }
      const shown = text.length > SHOWN_DIGITS ? Number(value.toPrecision(SHOWN_DIGITS)) : value
      return { kind: format === 'plain' ? 'number' : format, value: shown }
    }
  }
}

function textCell(text: string): Cell | undefined {
  const clean = text.normalize('NFC')
  return clean.trim() === '' ? undefined : { kind: 'text', text: clean }
}
