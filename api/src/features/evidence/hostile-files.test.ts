import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { crc32, deflateRawSync, deflateSync } from 'node:zlib'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestApp, type Caller, type TestApp } from '../../testing/app.js'
import { expectProblem } from '../../testing/problem.js'
import { addressOf, findCommune } from '../../testing/sheets.js'
import { buildPdf, buildZip } from './builders.js'

/** What quality.md of the product promises of files that are made to hurt. */
const REFUSED_WITHIN_MS = 2_000
const MEMORY_AT_MOST = 64 * 1024 * 1024
const MB = 1024 * 1024

let dataDir: string
let service: TestApp
let commune: Caller
let address: string

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'ntm-hostile-'))
  service = await startTestApp({ dataDir })
  const unit = await findCommune(service, 'draft')
  commune = await service.as(`xa.${unit}`)
  address = `${addressOf(unit)}/evidence`
  // What is loaded on first use is no part of what a file costs.
  const pixel = { create: { width: 1, height: 1, channels: 3, background: 'white' } } as const
  await send(await sharp(pixel).png().toBuffer(), 'a.png').expect(201)
  await send(buildZip([{ name: 'word/document.xml', data: Buffer.from('<w/>') }]), 'a.docx').expect(201)
})
afterAll(async () => {
  await service.close()
  await rm(dataDir, { recursive: true })
})

const send = (file: Buffer, name: string) =>
  commune.request('post', address).field('criterion', '1').attach('file', file, name)

const jpegHead = Buffer.from([0xff, 0xd8, 0xff, 0xe0])
const svg = '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'

/** A picture that claims more points than it can have, in a few hundred bytes. */
function buildHugePng(width: number, height: number): Buffer {
  const chunk = (type: string, data: Buffer) => {
    const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
    const frame = Buffer.alloc(8)
    frame.writeUInt32BE(data.length, 0)
    frame.writeUInt32BE(crc32(body), 4)
    return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)])
  }
  const head = Buffer.alloc(13)
  head.writeUInt32BE(width, 0)
  head.writeUInt32BE(height, 4)
  head.set([8, 2, 0, 0, 0], 8)
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
  const rows = deflateSync(Buffer.alloc(1_000))
  return Buffer.concat([signature, chunk('IHDR', head), chunk('IDAT', rows), chunk('IEND', Buffer.alloc(0))])
}

/** 100 MB of zeros in 100 kB. */
const swollen = () => ({ name: 'word/document.xml', data: Buffer.alloc(100 * MB) })
const claimed = (bytes: number) => ({ name: 'word/media/a.bin', data: Buffer.from('x'), claims: bytes })
const wordPart = { name: 'word/document.xml', data: Buffer.from('<w/>') }

const HOSTILE: readonly [string, () => Buffer | Promise<Buffer>, string, string][] = [
  ['nothing at all', () => Buffer.alloc(0), 'a.pdf', 'file_empty'],
  ['more than the limit', () => Buffer.concat([buildPdf(), Buffer.alloc(21 * MB)]), 'a.pdf', 'file_too_large'],
  ['SVG with a script', () => Buffer.from(svg), 'a.svg', 'file_type_refused'],
  ['SVG that says it is a PNG', () => Buffer.from(svg), 'a.png', 'file_type_mismatch'],
  ['a page of HTML', () => Buffer.from('<!doctype html><script>alert(1)</script>'), 'a.html', 'file_type_refused'],
  ['a page of HTML that says it is a PDF', () => Buffer.from('<html></html>'), 'a.pdf', 'file_type_mismatch'],
  ['a program', () => Buffer.from('MZ\x90\0\x03\0\0\0', 'latin1'), 'a.exe', 'file_type_refused'],
  [
    'a program that says it is a picture',
    () => Buffer.from('MZ\x90\0\x03\0\0\0', 'latin1'),
    'a.jpg',
    'file_type_mismatch',
  ],
  ['a PDF that says it is a program', () => buildPdf(), 'a.pdf.exe', 'file_type_mismatch'],
  ['a picture that ends after its first bytes', () => jpegHead, 'a.jpg', 'file_broken'],
  ['a picture of 2,500 million points', () => buildHugePng(50_000, 50_000), 'a.png', 'picture_too_large'],
  [
    'a picture of an iPhone',
    () => Buffer.from('\0\0\0\x18ftypheic\0\0\0\0mif1heic', 'latin1'),
    'a.heic',
    'file_is_heic',
  ],
  ['an archive of anything', () => buildZip([{ name: 'a.txt', data: Buffer.from('a') }]), 'a.zip', 'file_type_refused'],
  [
    'an archive that says it is a document',
    () => buildZip([{ name: 'a.txt', data: Buffer.from('a') }]),
    'a.docx',
    'file_type_mismatch',
  ],
  ['a document whose text is 100 MB of nothing', () => buildZip([swollen()]), 'a.docx', 'file_archive_refused'],
  [
    'a document with a part of 4 GB',
    () => buildZip([wordPart, claimed(0xffff_fffe)]),
    'a.docx',
    'file_archive_refused',
  ],
  [
    'a document of 60,000 parts',
    () => buildZip(Array.from({ length: 60_000 }, (_, i) => ({ ...wordPart, name: `a/${i}` }))),
    'a.docx',
    'file_archive_refused',
  ],
  [
    'a document whose parts lie over each other',
    () => buildZip([{ ...wordPart, data: Buffer.alloc(4_096, 'ab') }], { repeat: 60 }),
    'a.docx',
    'file_archive_refused',
  ],
  [
    'a document with a part that leads out of it',
    () => buildZip([wordPart, { ...wordPart, name: '../../etc/passwd' }]),
    'a.docx',
    'file_archive_refused',
  ],
  ['a torn archive', () => buildZip([wordPart]).subarray(0, 60), 'a.docx', 'file_broken'],
]

test.each(HOSTILE)('%s is refused at once, with a reason, and costs no memory', async (_what, build, name, code) => {
  const file = await build()
  const before = process.memoryUsage().rss
  let peak = before
  const watch = setInterval(() => (peak = Math.max(peak, process.memoryUsage().rss)), 5)
  const begin = performance.now()
  const answer = await send(file, name)
  const took = performance.now() - begin
  clearInterval(watch)
  peak = Math.max(peak, process.memoryUsage().rss)

  expectProblem(answer, { status: code === 'file_too_large' ? 413 : 422, code })
  expect((answer.body as { detail: string }).detail).toMatch(/\S{2}/)
  expect(took).toBeLessThan(REFUSED_WITHIN_MS)
  expect(peak - before).toBeLessThan(MEMORY_AT_MOST)
})

test('a name that leads elsewhere or hides its ending is kept as a plain one', async () => {
  for (const [given, kept] of [
    ['../../../etc/cron.d/x.pdf', 'x.pdf'],
    ['..\\..\\Biên bản.pdf', 'Biên bản.pdf'],
  ] as const) {
    const answer = await send(buildPdf(given), given).expect(201)
    expect((answer.body as { name: string }).name).toBe(kept)
  }
})

test('what only looks like an office document is kept as it came, and never opened', async () => {
  const packed = deflateRawSync(Buffer.from('<w:document/>'))
  const broken = buildZip([
    { name: 'word/document.xml', data: Buffer.from('<w:document/>'), packed: packed.subarray(1) },
  ])
  const answer = await send(broken, 'Tờ trình.docx').expect(201)
  const { id } = answer.body as { id: string }
  const file = await commune.get(`/api/v1/evidence/${id}/file`).responseType('blob').expect(200)
  expect(file.body).toEqual(broken)
  expect(file.headers['content-disposition']).toMatch(/^attachment; /)
})
