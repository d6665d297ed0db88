import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { HistoryPage } from '@ntm/shared/assessments/history-wire'
import type { SheetEvidence } from '@ntm/shared/evidence/wire'
import { startTestApp, type Caller, type TestApp } from '../../testing/app.js'
import { expectProblem } from '../../testing/problem.js'
import { addressOf, readSheet } from '../../testing/sheets.js'
import { buildPdf } from './builders.js'

/** The commune of the demonstration that has evidence, and the latest month of record. */
const UNIT = '23512'
const JUNE = '2019-06'
const address = `${addressOf(UNIT, JUNE)}/evidence`

let dataDir: string
let service: TestApp
let commune: Caller
let neighbour: Caller

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'ntm-revisions-'))
  service = await startTestApp({ dataDir })
  commune = await service.as(`xa.${UNIT}`)
  neighbour = await service.as('xa.23491')
})
afterAll(async () => {
  await service.close()
  await rm(dataDir, { recursive: true })
})

const namesFor = async (caller: Caller, query = '') =>
  ((await caller.get(address + query).expect(200)).body as SheetEvidence).data.map(({ name }) => name)
const NAMES = ['Biên bản nghiệm thu đường thôn 3.pdf', 'Đường trục thôn 3.jpg', 'Kết quả kiểm nghiệm mẫu nước.pdf']

test('what a month of record rests on is everybody’s to see, and nobody’s to remove', async () => {
  expect(await namesFor(neighbour)).toEqual(NAMES)
  const [first] = ((await commune.get(address).expect(200)).body as SheetEvidence).data
  const remove = await commune.request('delete', `${address}/${first?.link}`).set('if-match', '"1"')
  expectProblem(remove, { status: 409, code: 'sheet_locked' })
  const describe = await commune
    .request('patch', `/api/v1/evidence/${first?.id}`)
    .set('if-match', '"1"')
    .send({ number: '1' })
  expectProblem(describe, { status: 409, code: 'evidence_settled' })
})

test('a correction begins with it and changes it for itself alone, out of sight of whoever does not see work', async () => {
  const office = await service.as('vpdp')
  const { version } = await readSheet(office, UNIT, JUNE)
  const reopening = { action: 'reopen', reason: 'Xã đề nghị đính chính biên bản.', expiresOn: '2019-08-01' }
  await office.post(`${addressOf(UNIT, JUNE)}/transitions`, version, reopening).expect(200)
  expect(await namesFor(commune)).toEqual(NAMES)

  const [first] = ((await commune.get(address).expect(200)).body as SheetEvidence).data
  await commune.request('delete', `${address}/${first?.link}`).set('if-match', '"1"').expect(204)
  await commune
    .request('post', address)
    .field('measure', '2.1')
    .attach('file', buildPdf(), 'Biên bản sửa.pdf')
    .expect(201)
  expect(await namesFor(commune)).toEqual([...NAMES.slice(1), 'Biên bản sửa.pdf'])
  expect(await namesFor(commune, '?revision=1')).toEqual(NAMES)
  expect(await namesFor(neighbour)).toEqual(NAMES)
  expectProblem(await neighbour.get(`${address}?revision=2`), { status: 404, code: 'assessment_not_found' })
  expectProblem(await commune.get(`${address}?revision=3`), { status: 404, code: 'revision_not_found' })
})

test('the story of the sheet tells of both', async () => {
  const { body } = await commune.get(`${addressOf(UNIT, JUNE)}/history?limit=2`).expect(200)
  expect((body as HistoryPage).data.map(({ action, evidence, revision }) => ({ action, evidence, revision }))).toEqual([
    {
      action: 'evidence.attached',
      evidence: { name: 'Biên bản sửa.pdf', measure: '2.1', criterion: null },
      revision: 2,
    },
    { action: 'evidence.detached', evidence: { name: NAMES[0], measure: '2.1', criterion: null }, revision: 2 },
  ])
})

test('a document that is about to lapse stands in a list of its own, for the line alone', async () => {
  const near = `/api/v1/evidence?unit=${UNIT}&lapse=near`
  const { body } = await commune.get(near).expect(200)
  expect((body as { data: object[] }).data).toMatchObject([{ name: NAMES[2], lapse: 'lapsing', validTo: '2019-08-10' }])
  expectProblem(await neighbour.get(near), { status: 404, code: 'unit_not_found' })
  const first = await commune.get(`/api/v1/evidence?unit=${UNIT}&limit=2`).expect(200)
  const { data, page } = first.body as { data: { id: string }[]; page: { next: string } }
  const second = await commune.get(`/api/v1/evidence?unit=${UNIT}&limit=500&cursor=${page.next}`).expect(200)
  const rest = (second.body as { data: { id: string }[] }).data
  expect(new Set([...data, ...rest].map(({ id }) => id)).size).toBe(5)
  expectProblem(await commune.get(`/api/v1/evidence?unit=${UNIT}&cursor=x`), { status: 400, code: 'cursor_invalid' })
})
