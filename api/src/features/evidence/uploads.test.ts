import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Upload as TusUpload } from 'tus-js-client'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { AttachedEvidence, UploadView } from '@ntm/shared/evidence/wire'
import { startTestApp, type Caller, type TestApp } from '../../testing/app.js'
import { expectProblem } from '../../testing/problem.js'
import { addressOf, findCommune } from '../../testing/sheets.js'
import { buildPdf } from './builders.js'

const ADDRESS = '/api/v1/uploads'

let dataDir: string
let service: TestApp
let unit: string
let commune: Caller

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'ntm-uploads-'))
  service = await startTestApp({ dataDir })
  unit = await findCommune(service, 'draft')
  commune = await service.as(`xa.${unit}`)
})
afterAll(async () => {
  await service.close()
  await rm(dataDir, { recursive: true })
})

const base64 = (text: string) => Buffer.from(text).toString('base64')
function begin(length: number, fingerprint = 'f', name = 'Biên bản.pdf', caller = commune) {
  const metadata = `filename ${base64(name)},fingerprint ${base64(fingerprint)}`
  return caller.request('post', ADDRESS).set({ 'upload-length': String(length), 'upload-metadata': metadata })
}
const piece = (id: string, offset: number, bytes: Buffer, caller = commune) =>
  caller
    .request('patch', `${ADDRESS}/${id}`)
    .set({ 'upload-offset': String(offset), 'content-type': 'application/offset+octet-stream' })
    .send(bytes)
const attach = (upload: string, key = 'a') =>
  commune
    .request('post', `${addressOf(unit)}/evidence`)
    .set('idempotency-key', key)
    .send({ upload, criterion: 1 })

describe('a file in pieces', () => {
  const file = buildPdf('x'.repeat(3_000))

  test('arrives over a connection that breaks, goes on where it was, and is attached', async () => {
    const begun = (await begin(file.length).expect(201)).body as UploadView
    await piece(begun.id, 0, file.subarray(0, 1_000)).expect(204)
    // After a reload the same file is chosen again.
    const again = await begin(file.length).expect(201)
    expect(again.body).toEqual({ id: begun.id, length: file.length, offset: 1_000 })
    expect(again.headers).toMatchObject({
      'upload-offset': '1000',
      'tus-resumable': '1.0.0',
      location: `${ADDRESS}/${begun.id}`,
    })
    expectProblem(await attach(begun.id), { status: 422, code: 'upload_incomplete' })
    const last = await piece(begun.id, 1_000, file.subarray(1_000)).expect(204)
    expect(last.headers['upload-offset']).toBe(String(file.length))

    const added = (await attach(begun.id).expect(201)).body as AttachedEvidence
    expect(added).toMatchObject({ name: 'Biên bản.pdf', bytes: file.length })
    const kept = await commune.get(`/api/v1/evidence/${added.id}/file`).responseType('blob').expect(200)
    expect(kept.body).toEqual(file)
    // The answer was lost: asked again, it is given again.
    expect((await attach(begun.id).expect(201)).body).toEqual(added)
    expectProblem(await commune.get(`${ADDRESS}/${begun.id}`), { status: 404, code: 'upload_not_found' })
  })

  test('takes a piece once, in its place, and no more than was announced', async () => {
    const { id } = (await begin(10, 'twice').expect(201)).body as UploadView
    const all = await Promise.all(Array.from({ length: 8 }, () => piece(id, 0, Buffer.from('12345'))))
    expect(all.map(({ status }) => status).sort()).toEqual([204, ...Array<number>(7).fill(409)])
    expectProblem(await piece(id, 7, Buffer.from('1')), { status: 409, code: 'upload_offset_wrong' })
    expectProblem(await piece(id, 5, Buffer.from('123456')), { status: 409, code: 'upload_offset_wrong' })
    expectProblem(await piece(id, 5, Buffer.alloc(1024 * 1024 + 1)), { status: 413, code: 'body_too_large' })
  })

  test('goes on after a piece without a byte', async () => {
    const { id } = (await begin(5, 'nothing').expect(201)).body as UploadView
    const sendPieces = (...bytes: Uint8Array[]) =>
      fetch(`${service.address}${ADDRESS}/${id}`, {
        method: 'PATCH',
        headers: {
          authorization: commune.authorization,
          'upload-offset': '0',
          'content-type': 'application/offset+octet-stream',
        },
        body: ReadableStream.from(bytes),
        duplex: 'half',
      })
    expect((await sendPieces()).status).toBe(204)
    expect((await sendPieces()).headers.get('upload-offset')).toBe('0')
    expect((await sendPieces(Buffer.from('12345'))).headers.get('upload-offset')).toBe('5')
  })

  test('is nobody else’s', async () => {
    const { id } = (await begin(10, 'mine').expect(201)).body as UploadView
    const stranger = await service.as(`xa.${await findCommune(service, 'returned')}`)
    expectProblem(await stranger.get(`${ADDRESS}/${id}`), { status: 404, code: 'upload_not_found' })
    expectProblem(await piece(id, 0, Buffer.from('1'), stranger), { status: 404, code: 'upload_not_found' })
    expectProblem(await stranger.request('delete', `${ADDRESS}/${id}`), { status: 404, code: 'upload_not_found' })
    await commune.request('delete', `${ADDRESS}/${id}`).expect(204)
    expectProblem(await commune.get(`${ADDRESS}/${id}`), { status: 404, code: 'upload_not_found' })
  })
})

test.each([
  ['without a length', {}, 422, 'upload_length_required'],
  ['with nothing in it', { 'upload-length': '0' }, 422, 'upload_length_required'],
  ['larger than a file may be', { 'upload-length': '20971521' }, 413, 'file_too_large'],
  ['with a length that is no number', { 'upload-length': '1e3' }, 422, 'upload_length_required'],
  [
    'with metadata that are none',
    { 'upload-length': '1', 'upload-metadata': 'filename ///%' },
    400,
    'upload_metadata_invalid',
  ],
])('%s nothing is begun', async (_what, headers, status, code) => {
  expectProblem(await commune.request('post', ADDRESS).set(headers), { status, code })
})

test('one person has no more than twenty files on their way', async () => {
  const other = await service.as(`xa.${await findCommune(service, 'returned')}`)
  for (let index = 0; index < 20; index += 1) await begin(10, String(index), 'a.pdf', other).expect(201)
  expectProblem(await begin(10, 'one more', 'a.pdf', other), { status: 409, code: 'uploads_too_many' })
  await begin(10, '7', 'a.pdf', other).expect(201)
})

test('a program that knows tus and nothing of us uploads a file', async () => {
  const file = Buffer.from(buildPdf('y'.repeat(700_000)))
  const url = await new Promise<string>((resolve, reject) => {
    const upload = new TusUpload(file, {
      endpoint: service.address + ADDRESS,
      headers: { authorization: commune.authorization },
      metadata: { filename: 'tus.pdf' },
      chunkSize: 256 * 1024,
      onError: reject,
      onSuccess: () => resolve(upload.url ?? ''),
    })
    upload.start()
  })
  const { body } = await commune.get(new URL(url).pathname).expect(200)
  expect(body).toMatchObject({ length: file.length, offset: file.length })
  expect((await attach((body as UploadView).id, 'tus').expect(201)).body).toMatchObject({ name: 'tus.pdf' })
})
