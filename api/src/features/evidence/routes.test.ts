import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { AttachedEvidence, EvidencePage, EvidenceView, SheetEvidence } from '@ntm/shared/evidence/wire'
import { startTestApp, type Caller, type TestApp } from '../../testing/app.js'
import { expectProblem } from '../../testing/problem.js'
import { addressOf, findCommune, JULY, readSheet } from '../../testing/sheets.js'
import { buildPdf, buildPhoto } from './builders.js'

let dataDir: string
let service: TestApp
let unit: string
let commune: Caller
let district: Caller

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'ntm-evidence-'))
  service = await startTestApp({ dataDir })
  unit = await findCommune(service, 'draft')
  commune = await service.as(`xa.${unit}`)
  const { sheet } = await readSheet(commune, unit)
  district = await service.as(`huyen.${sheet.parent.code}`)
})
afterAll(async () => {
  await service.close()
  await rm(dataDir, { recursive: true })
})

const place = (code = unit, period = JULY) => `${addressOf(code, period)}/evidence`
const send = (file: Buffer, name: string, fields: Record<string, string> = { criterion: '1' }, caller = commune) =>
  caller.request('post', place()).field(fields).attach('file', file, name)
const list = async (caller = commune) => ((await caller.get(place()).expect(200)).body as SheetEvidence).data

describe('one request with a file', () => {
  test('attaches it with what is said of it, and changes neither figures nor the ETag of the sheet', async () => {
    const before = await readSheet(commune, unit)
    const fields = {
      measure: '2.1',
      issuedOn: '2019-07-05',
      number: '12/BB-UBND',
      issuer: 'UBND xã',
      validTo: '2019-08-01',
    }
    const answer = await send(buildPdf('a'), 'Biên bản nghiệm thu.pdf', fields)
    expect(answer.status, answer.text).toBe(201)
    const added = answer.body as AttachedEvidence
    expect(added).toEqual({
      ...{ link: added.link, id: added.id, sha256: added.sha256 },
      ...{ measure: '2.1', criterion: null, name: 'Biên bản nghiệm thu.pdf', mediaType: 'application/pdf' },
      ...{ bytes: buildPdf('a').length, hasThumbnail: false, issuedOn: '2019-07-05', number: '12/BB-UBND' },
      ...{ issuer: 'UBND xã', validFrom: null, validTo: '2019-08-01', lapse: 'lapsing', fault: null, version: 1 },
      ...{ receivedAt: expect.stringMatching(/^2019-07-22T/) as string, receivedBy: expect.any(String) as string },
      ...{ periods: [JULY], uses: 1 },
    })
    expect(await readSheet(commune, unit)).toEqual(before)
    expect(await list(district)).toEqual([answer.body])
  })

  test('gives it back under its Vietnamese name, only to be saved or looked at in a sandbox', async () => {
    const [added] = await list()
    const file = await district.get(`/api/v1/evidence/${added?.id}/file`).responseType('blob').expect(200)
    expect(file.body).toEqual(buildPdf('a'))
    expect(file.headers['content-disposition']).toBe(
      `inline; filename="Bien ban nghiem thu.pdf"; filename*=UTF-8''Bi%C3%AAn%20b%E1%BA%A3n%20nghi%E1%BB%87m%20thu.pdf`,
    )
    expect(file.headers['content-security-policy']).toContain('sandbox')
    expect(file.headers['x-content-type-options']).toBe('nosniff')
    const again = await district.get(`/api/v1/evidence/${added?.id}/file`).set('if-none-match', file.headers.etag ?? '')
    expect(again.status).toBe(304)
  })

  test('draws a photograph anew: upright, without the place, with a small picture of it', async () => {
    const photo = await buildPhoto()
    expect((await sharp(photo).metadata()).exif).toBeDefined()
    const added = (await send(photo, 'IMG_1.JPG').expect(201)).body as AttachedEvidence
    const file = await commune.get(`/api/v1/evidence/${added.id}/file`).responseType('blob').expect(200)
    const { width, height, exif, orientation } = await sharp(file.body as Buffer).metadata()
    expect({ width, height, exif, orientation }).toEqual({
      width: 300,
      height: 400,
      exif: undefined,
      orientation: undefined,
    })
    const small = await commune.get(`/api/v1/evidence/${added.id}/thumbnail`).responseType('blob').expect(200)
    expect(await sharp(small.body as Buffer).metadata()).toMatchObject({ format: 'webp', width: 180, height: 240 })
  })

  test('the same file again is the same document, wherever else it is attached', async () => {
    const first = (await send(buildPdf('b'), 'b.pdf').expect(201)).body as AttachedEvidence
    const second = (await send(buildPdf('b'), 'khác.pdf', { measure: '3.1' }).expect(201)).body as AttachedEvidence
    expect(second.id).toBe(first.id)
    expect((await send(buildPdf('b'), 'b.pdf').expect(200)).body).toMatchObject({ link: first.link, uses: 2 })
    const other = (await send(buildPdf('b'), 'b.pdf', { criterion: '2', number: '7' }).expect(201))
      .body as AttachedEvidence
    expect(other.id).not.toBe(first.id)
    expect(other.sha256).toBe(first.sha256)
  })

  test('an Idempotency-Key knows the file: the same once more has no second effect, another one is refused', async () => {
    const put = (mark: string) => send(buildPdf(mark), 'c.pdf', { criterion: '3' }).set('idempotency-key', 'evidence-1')
    const first = await put('c').expect(201)
    expect((await put('c').expect(201)).body).toEqual(first.body)
    expectProblem(await put('d'), { status: 422, code: 'idempotency_key_reused' })
  })

  test('leaves nothing behind but what is kept', async () => {
    expect(await readdir(join(dataDir, 'evidence', 'incoming'))).toEqual([])
  })
})

test('the same file sent eight times at once is one document, attached once', async () => {
  const answers = await Promise.all(Array.from({ length: 8 }, () => send(buildPdf('at once'), 'cùng lúc.pdf')))
  expect(answers.map(({ status }) => status).sort()).toEqual([...Array<number>(7).fill(200), 201])
  expect(new Set(answers.map(({ body }) => (body as AttachedEvidence).link)).size).toBe(1)
})

test('evidence begins a sheet that nobody has begun, and takes no edit of it away', async () => {
  const other = await findCommune(service, 'notStarted')
  const officer = await service.as(`xa.${other}`)
  expect((await officer.get(place(other)).expect(200)).body).toMatchObject({ data: [] })
  await officer.request('post', place(other)).field('criterion', '1').attach('file', buildPdf('f'), 'f.pdf').expect(201)
  const { sheet, version } = await readSheet(officer, other)
  expect([sheet.status, version]).toEqual(['draft', 0])
  expect(sheet.author).toContain('xã')
  const patch = { values: [{ measure: sheet.values[0]?.measure ?? '', note: 'Sau khi đính kèm.' }] }
  await officer.patch(addressOf(other), 0, patch).expect(200)
})

describe('a document that the commune has', () => {
  test('is attached again without sending it, and listed once', async () => {
    const all = ((await commune.get(`/api/v1/evidence?unit=${unit}`).expect(200)).body as EvidencePage).data
    const [document] = all.filter(({ name }) => name === 'Biên bản nghiệm thu.pdf')
    const answer = await commune.request('post', place()).send({ evidence: document?.id, measure: '2.2' }).expect(201)
    expect(answer.body).toMatchObject({ id: document?.id, measure: '2.2', uses: 2, number: '12/BB-UBND' })
  })

  test('of another commune is not there', async () => {
    const [document] = await list()
    const other = await findCommune(service, 'returned')
    const stranger = await service.as(`xa.${other}`)
    const answer = await stranger.request('post', place(other)).send({ evidence: document?.id, criterion: 1 })
    expectProblem(answer, { status: 404, code: 'evidence_not_found' })
    expectProblem(await stranger.get(`/api/v1/evidence/${document?.id}/file`), {
      status: 404,
      code: 'evidence_not_found',
    })
  })

  test('is described anew by whoever read it as it stands', async () => {
    const [document] = await list()
    const change = (version: string) =>
      commune.request('patch', `/api/v1/evidence/${document?.id}`).set('if-match', version).send({ number: '13/BB' })
    const changed = (await change('"1"').expect(200)).body as EvidenceView
    expect(changed).toMatchObject({ number: '13/BB', issuer: 'UBND xã', version: 2, receivedAt: document?.receivedAt })
    expectProblem(await change('"1"'), { status: 412, code: 'stale_version' })
  })
})

test('what is said of a document waits for a sheet that is being sent, and then is settled', async () => {
  const other = await findCommune(service, 'returned')
  const officer = await service.as(`xa.${other}`)
  const added = (
    await officer.request('post', place(other)).field('criterion', '1').attach('file', buildPdf('w'), 'w.pdf')
  ).body as EvidenceView
  const sender = await service.app.pool.connect()
  await sender.query('begin')
  await sender.query(
    `update sheets s set status = 'submitted' from evidence_links l where l.sheet_id = s.id and l.evidence_id = $1`,
    [added.id],
  )
  const described = officer.patch(`/api/v1/evidence/${added.id}`, 1, { number: '14/BB' }).then((answer) => answer)
  await waitUntilLocked()
  await sender.query('commit')
  sender.release()
  expectProblem(await described, { status: 409, code: 'evidence_settled' })
})

/** Until some statement waits for another transaction; a second at most. */
async function waitUntilLocked(): Promise<void> {
  for (let look = 0; look < 50; look += 1) {
    const { rows } = await service.app.pool.query(`select from pg_stat_activity where wait_event_type = 'Lock'`)
    if (rows.length > 0) return
    await pause(20)
  }
}

test.each(['x', '2019-01-01T00:00:00Z~------------------------------------', '2019-13-01T00:00:00Z~'])(
  'a cursor that was never given out, %s, is refused',
  async (cursor) => {
    const answer = await commune.get(`/api/v1/evidence?unit=${unit}&cursor=${encodeURIComponent(cursor)}`)
    expectProblem(answer, { status: 400, code: 'cursor_invalid' })
  },
)

test('a file whose sender gave it no name has one', async () => {
  const body = [
    '--XX\r\nContent-Disposition: form-data; name="criterion"\r\n\r\n1\r\n',
    '--XX\r\nContent-Disposition: form-data; name="file"\r\nContent-Type: application/octet-stream\r\n\r\n',
    `${buildPdf('no name').toString()}\r\n--XX--\r\n`,
  ].join('')
  const sent = commune.request('post', place()).set('content-type', 'multipart/form-data; boundary=XX').send(body)
  expect(((await sent.expect(201)).body as EvidenceView).name).toBe('minh-chung.pdf')
})

describe('removing', () => {
  const remove = (link: number, version: number, caller = commune) =>
    caller.request('delete', `${place()}/${link}`).set('if-match', `"${version}"`)

  test('takes it from this place only, and says so in the audit trail', async () => {
    const before = await list()
    const [gone] = before.filter(({ measure }) => measure === '2.2')
    await remove(gone?.link ?? 0, gone?.version ?? 0).expect(204)
    expect((await list()).map(({ link }) => link)).toEqual(
      before.map(({ link }) => link).filter((link) => link !== gone?.link),
    )
    expectProblem(await remove(gone?.link ?? 0, 2), { status: 404, code: 'evidence_link_not_found' })
    const { rows } = await service.app.pool.query(
      `select action from audit_events where action like 'evidence.%' order by id desc limit 1`,
    )
    expect(rows).toEqual([{ action: 'evidence.detached' }])
  })

  test('is not the reviewer’s, and needs the version that was seen', async () => {
    const [link] = await list()
    expectProblem(await remove(link?.link ?? 0, 9), { status: 412, code: 'stale_version' })
    expectProblem(await remove(link?.link ?? 0, link?.version ?? 0, district), { status: 403, code: 'forbidden' })
  })
})

describe('a sheet that takes no edits', () => {
  test('of a consolidated month takes no evidence', async () => {
    expectProblem(
      await commune.request('post', place(unit, '2019-06')).send({ evidence: (await list())[0]?.id, criterion: 1 }),
      {
        status: 409,
        code: 'sheet_locked',
      },
    )
  })

  test('not even a statement in the database takes it away', async () => {
    const { rows } = await service.app.pool.query<{ id: number }>(
      `select id from sheets where period = '2019-06' and status = 'consolidated' limit 1`,
    )
    const add = service.app.pool.query(
      `insert into evidence_links (sheet_id, evidence_id, criterion, attached_at) values ($1, $2, 1, now())`,
      [rows[0]?.id, (await list())[0]?.id],
    )
    await expect(add).rejects.toThrow(/draft or returned/)
  })
})

test.each([
  ['neither measure nor criterion', {}, 'evidence_place_invalid'],
  ['both', { measure: '1.1', criterion: '1' }, 'evidence_place_invalid'],
  ['an unknown measure', { measure: '99.9' }, 'evidence_place_invalid'],
  [
    'an end before the beginning',
    { criterion: '1', validFrom: '2019-07-02', validTo: '2019-07-01' },
    'evidence_days_invalid',
  ],
])('%s is refused', async (_what, fields, code) => {
  expectProblem(await send(buildPdf('e'), 'e.pdf', fields), { status: 422, code })
})

const HEAD = '--b\r\nContent-Disposition: form-data; name="file"; filename="a.pdf"\r\n\r\n%PDF-1.4\n'
const fieldOf = (name: string, value: string) =>
  `--b\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`
const END = '\r\n--b--\r\n'
const FORM = 'multipart/form-data; boundary=b'

test.each([
  ['that ends in the middle of the file', FORM, HEAD, 400, 'form_torn'],
  ['without a boundary', 'multipart/form-data', HEAD + END, 400, 'form_torn'],
  ['that is none', FORM, 'x'.repeat(500), 400, 'form_torn'],
  ['without anything', FORM, '--b--\r\n', 422, 'evidence_file_required'],
  ['without a file', FORM, fieldOf('criterion', '1') + END, 422, 'evidence_file_required'],
  ['with two files', FORM, `${HEAD}\r\n${HEAD}${END}`, 413, 'too_many_parts'],
  [
    'with thirty fields',
    FORM,
    Array.from({ length: 30 }, (_, i) => fieldOf(`f${i}`, '1')).join('') + HEAD + END,
    413,
    'too_many_parts',
  ],
  [
    'with a field twice',
    FORM,
    fieldOf('criterion', '1') + fieldOf('criterion', '2') + HEAD + END,
    400,
    'malformed_request',
  ],
  ['with a field too long', FORM, fieldOf('number', 'x'.repeat(9_000)) + HEAD + END, 400, 'malformed_request'],
  ['with NUL in a field', FORM, fieldOf('number', 'a\0b') + HEAD + END, 400, 'malformed_request'],
  ['with the name of a prototype', FORM, fieldOf('__proto__', 'x') + HEAD + END, 400, 'malformed_request'],
])('a form %s is refused', async (_what, type, body, status, code) => {
  expectProblem(await commune.request('post', place()).set('content-type', type).send(body), { status, code })
})

test('a picture that came by message is kept under the ending of what it is, whatever its name says', async () => {
  const png = await sharp({ create: { width: 20, height: 20, channels: 3, background: 'teal' } })
    .png()
    .toBuffer()
  const attached = await send(png, 'Ảnh Zalo.jpg').expect(201)
  expect(attached.body).toMatchObject({ name: 'Ảnh Zalo.png', mediaType: 'image/png' })
})

test('a request with nothing in it, or with two sources, is refused', async () => {
  const both = { upload: '00000000-0000-4000-8000-000000000000', evidence: '00000000-0000-4000-8000-000000000000' }
  for (const request of [
    commune.request('post', place()),
    commune.request('post', place()).send({ ...both, criterion: 1 }),
  ]) {
    expectProblem(await request, { status: 422, code: 'evidence_file_required' })
  }
})

test('a sender who goes away in the middle leaves nothing behind', async () => {
  const socket = connect(Number(new URL(service.address).port), '127.0.0.1')
  const head = [
    `POST ${place()} HTTP/1.1`,
    ...[
      'Host: x',
      `Authorization: ${commune.authorization}`,
      `Content-Type: ${FORM}`,
      'Content-Length: 5000000',
      '',
      '',
    ],
  ]
  socket.write(head.join('\r\n') + HEAD + 'x'.repeat(200_000))
  const incoming = join(dataDir, 'evidence', 'incoming')
  await expect.poll(() => readdir(incoming), { timeout: 10_000 }).toHaveLength(1)
  socket.destroy()
  await expect.poll(() => readdir(incoming), { timeout: 10_000 }).toHaveLength(0)
})

test('fields that are malformed are named', async () => {
  const answer = await send(buildPdf('e'), 'e.pdf', { criterion: 'x', issuedOn: '31/12/2019', status: 'approved' })
  expectProblem(answer, { status: 400, code: 'malformed_request' })
  expect((answer.body as { errors: { pointer: string }[] }).errors.map(({ pointer }) => pointer).sort()).toEqual([
    '/criterion',
    '/issuedOn',
    '/status',
  ])
})
