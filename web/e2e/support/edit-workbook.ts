import { crc32, inflateRawSync } from 'node:zlib'

/** Texts and numbers to stand in cells of the first sheet, by address. */
export type Typed = Readonly<Record<string, string | number>>

/** Rows of the first sheet of a workbook: the text of each cell by its letter. */
export function readRows(workbook: Buffer): Map<number, Map<string, string>> {
  const sheet = readZip(workbook).get(FIRST_SHEET)?.toString() ?? ''
  const rows = new Map<number, Map<string, string>>()
  for (const [, letter = '', number = '', cell = ''] of sheet.matchAll(
    /<c r="([A-Z]+)(\d+)"(?:[^>]*[^/>])?>(.*?)<\/c>/gs,
  )) {
    const row = rows.get(Number(number)) ?? new Map<string, string>()
    row.set(letter, cell.replaceAll(/<[^>]*>/g, ''))
    rows.set(Number(number), row)
  }
  return rows
}

/** The workbook with what somebody typed into its cells, saved; all else in it stays. */
export function typeInto(workbook: Buffer, typed: Typed): Buffer {
  const entries = readZip(workbook)
  let sheet = entries.get(FIRST_SHEET)?.toString() ?? ''
  for (const [address, value] of Object.entries(typed)) {
    const cell = new RegExp(`<c r="${address}"( s="\\d+")?[^>]*?(/>|>.*?</c>)`, 's')
    if (!cell.test(sheet)) throw new RangeError(`No cell ${address}`)
    const written =
      typeof value === 'number'
        ? `<c r="${address}"$1><v>${value}</v></c>`
        : `<c r="${address}"$1 t="inlineStr"><is><t>${value}</t></is></c>`
    sheet = sheet.replace(cell, written)
  }
  entries.set(FIRST_SHEET, Buffer.from(sheet))
  return writeZip(entries)
}

const FIRST_SHEET = 'xl/worksheets/sheet1.xml'
const CENTRAL = Buffer.from('PK\u0001\u0002', 'latin1')

function readZip(zip: Buffer): Map<string, Buffer> {
  const entries = new Map<string, Buffer>()
  const end = zip.lastIndexOf(Buffer.from('PK\u0005\u0006', 'latin1'))
  let at = zip.readUInt32LE(end + 16)
  while (zip.subarray(at, at + 4).equals(CENTRAL)) {
    const [packed, name] = [zip.readUInt32LE(at + 20), zip.readUInt16LE(at + 28)]
    const head = zip.readUInt32LE(at + 42)
    const begin = head + 30 + zip.readUInt16LE(head + 26) + zip.readUInt16LE(head + 28)
    const content = zip.subarray(begin, begin + packed)
    const isDeflated = zip.readUInt16LE(at + 10) === 8
    entries.set(zip.toString('utf8', at + 46, at + 46 + name), isDeflated ? inflateRawSync(content) : content)
    at += 46 + name + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32)
  }
  return entries
}

/** Stored, not deflated. */
function writeZip(entries: ReadonlyMap<string, Buffer>): Buffer {
  const parts: Buffer[] = []
  const heads: Buffer[] = []
  let offset = 0
  for (const [name, content] of entries) {
    const title = Buffer.from(name)
    const common = Buffer.alloc(26)
    common.writeUInt16LE(20, 0)
    common.writeUInt32LE(crc32(content), 10)
    common.writeUInt32LE(content.length, 14)
    common.writeUInt32LE(content.length, 18)
    common.writeUInt16LE(title.length, 22)
    const place = Buffer.alloc(14)
    place.writeUInt32LE(offset, 10)
    parts.push(Buffer.from('PK\u0003\u0004', 'latin1'), common, title, content)
    heads.push(CENTRAL, Buffer.from([20, 0]), common, place, title)
    offset += 30 + title.length + content.length
  }
  const central = Buffer.concat(heads)
  const end = Buffer.alloc(22)
  end.write('PK\u0005\u0006', 'latin1')
  end.writeUInt16LE(entries.size, 8)
  end.writeUInt16LE(entries.size, 10)
  end.writeUInt32LE(central.length, 12)
  end.writeUInt32LE(offset, 16)
  return Buffer.concat([...parts, central, end])
}
