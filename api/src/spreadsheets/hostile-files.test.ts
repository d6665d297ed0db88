import { crc32, deflateRawSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { ZipFile } from 'yazl'
import { zipOfMany } from './builders.js'
import { openFile } from './open-file.js'
import { RefusedFile } from './refused-file.js'
import { CELL_STYLES } from './workbook-plan.js'
import { writeWorkbook } from './write-workbook.js'

const MIB = 1024 * 1024

async function collect(stream: AsyncIterable<Buffer | string>): Promise<Buffer> {
  const parts: Buffer[] = []
  for await (const part of stream) parts.push(Buffer.from(part))
  return Buffer.concat(parts)
}

function zip(entries: Readonly<Record<string, string | Buffer>>): Promise<Buffer> {
  const file = new ZipFile()
  for (const [name, content] of Object.entries(entries)) file.addBuffer(Buffer.from(content), name)
  file.end()
  return collect(file.outputStream as AsyncIterable<Buffer>)
}

/** One entry, with a head that claims whatever it likes. */
function lie(name: string, packed: Buffer, claimed: number, flags = 0): Buffer {
  const title = Buffer.from(name)
  const common = Buffer.alloc(26)
  common.writeUInt16LE(20, 0)
  common.writeUInt16LE(flags, 2)
  common.writeUInt16LE(8, 4)
  common.writeUInt32LE(crc32(packed), 10)
  common.writeUInt32LE(packed.length, 14)
  common.writeUInt32LE(claimed, 18)
  common.writeUInt16LE(title.length, 22)
  const local = Buffer.concat([Buffer.from('PK\u0003\u0004', 'latin1'), common, title, packed])
  const central = Buffer.concat([Buffer.from('PK\u0001\u0002\u0014\u0000', 'latin1'), common, Buffer.alloc(14), title])
  const end = Buffer.alloc(22)
  end.write('PK\u0005\u0006', 'latin1')
  end.writeUInt16LE(1, 8)
  end.writeUInt16LE(1, 10)
  end.writeUInt32LE(central.length, 12)
  end.writeUInt32LE(local.length, 16)
  return Buffer.concat([local, central, end])
}

const RELATIONS =
  '<Relationships><Relationship Id="r1" Type="worksheet" Target="worksheets/sheet1.xml"/></Relationships>'
const BOOK = '<workbook xmlns:r="r"><sheets><sheet name="A" r:id="r1"/></sheets></workbook>'
const book = (sheet: string, workbook = BOOK) =>
  zip({
    'xl/workbook.xml': workbook,
    'xl/_rels/workbook.xml.rels': RELATIONS,
    'xl/worksheets/sheet1.xml': sheet,
  })

/** Reads everything there is; the fault with which it is refused. */
async function faultOf(content: Buffer): Promise<string> {
  try {
    const file = await openFile(content)
    for (const sheet of file.sheets) for await (const row of file.rows(sheet)) expect(row.number).toBeGreaterThan(0)
    return 'none'
  } catch (error) {
    if (error instanceof RefusedFile) return error.fault
    throw error
  }
}

const LAUGHS = '<!DOCTYPE a [<!ENTITY b "ha">]>'

test.each<[string, () => Promise<Buffer> | Buffer, string]>([
  ['no bytes at all', () => Buffer.alloc(0), 'empty'],
  [
    'a picture with the ending of a workbook',
    () => Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 1]),
    'unknown_format',
  ],
  ['Excel of before 2007', () => Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1]), 'old_excel'],
  ['a file cut short', async () => (await book('<worksheet/>')).subarray(0, 200), 'damaged'],
  [
    'zips in a zip (42.zip)',
    async () => zip({ 'lib 0.zip': await zip({ 'a.zip': Buffer.alloc(MIB) }) }),
    'not_a_workbook',
  ],
  ['an entry that claims 4 GB', () => lie('xl/workbook.xml', Buffer.from('x'), 0xfffffff0), 'too_large_inside'],
  [
    'an entry that shrinks to a thousandth',
    () => lie('xl/workbook.xml', deflateRawSync(Buffer.alloc(8 * MIB)), 8 * MIB),
    'suspicious_ratio',
  ],
  [
    'an entry that holds more than it claims',
    () => lie('xl/_rels/workbook.xml.rels', deflateRawSync(Buffer.alloc(64 * MIB, ' ')), 100),
    'damaged',
  ],
  ['an entry with a password', () => lie('xl/workbook.xml', Buffer.from('x'), 1, 1), 'encrypted'],
  ['a name that climbs out', () => lie('../../etc/passwd', Buffer.from('x'), 1), 'bad_entry_name'],
  ['XML entities in the book', () => book('<worksheet/>', LAUGHS + BOOK), 'entities'],
  ['XML entities in a sheet', () => book(`${LAUGHS}<worksheet/>`), 'entities'],
  ['an entity nobody declared', () => book('<worksheet><row><c><v>&lol;</v></c></row></worksheet>'), 'entities'],
  ['elements within elements without end', () => book('<a>'.repeat(100_000)), 'too_deep'],
  ['a row beyond all rows', () => book('<worksheet><row r="99999999999"/></worksheet>'), 'damaged'],
  ['a row whose number is none', () => book('<worksheet><row r="abc"/></worksheet>'), 'damaged'],
  ['a row before the first', () => book('<worksheet><row r="-5"/></worksheet>'), 'damaged'],
  ['broken XML', () => book('<worksheet><row></worksheet>'), 'damaged'],
  ['100,000 real entries', () => zipOfMany(100_000), 'too_many_entries'],
  ['text that is not UTF-8', () => Buffer.from('M\xe3 x\xe3;Gi\xe1', 'latin1'), 'not_utf8'],
])('%s is refused within 2 seconds', async (_what, make, fault) => {
  const content = await make()
  const [start, memory] = [performance.now(), process.memoryUsage.rss()]
  expect(await faultOf(content)).toBe(fault)
  expect(performance.now() - start).toBeLessThan(2_000)
  expect(process.memoryUsage.rss() - memory).toBeLessThan(64 * MIB)
})

test('entries are counted before any is looked at: 60,000 are too many', async () => {
  const content = lie('xl/workbook.xml', Buffer.from('x'), 1)
  const end = content.length - 22
  content.writeUInt16LE(60_000, end + 8)
  content.writeUInt16LE(60_000, end + 10)
  expect(await faultOf(content)).toBe('too_many_entries')
})

test('a cell that names a text which is not in the book is an error, not empty', async () => {
  const content = await book('<worksheet><sheetData><row><c t="s"><v>7</v></c></row></sheetData></worksheet>')
  const file = await openFile(content)
  for await (const { cells } of file.rows('A')) expect([...cells.values()]).toEqual([{ kind: 'error', text: '7' }])
  expect.assertions(1)
})

test('what a person wrote comes back as text, also where it looks like a formula', async () => {
  const texts = ['=1+1', '+84', '-x', '@SUM(A1)', '<b>&"\'', 'Đắk Mar']
  const rows = () => texts.map((value) => [{ value, style: CELL_STYLES[0] }])
  const sheet = { name: 'A', widths: [], isGuarded: true, validations: [], rows }
  const content = await collect(writeWorkbook([sheet]))
  const file = await openFile(content)
  const read: unknown[] = []
  for await (const { cells } of file.rows('A')) read.push(cells.get(0))
  expect(read).toEqual(texts.map((text) => ({ kind: 'text', text })))
})
