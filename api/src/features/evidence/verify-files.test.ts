import { mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { AttachedEvidence, SheetEvidence } from '@ntm/shared/evidence/wire'
import { startTestApp, type Caller, type TestApp } from '../../testing/app.js'
import { expectProblem } from '../../testing/problem.js'
import { addressOf, findCommune } from '../../testing/sheets.js'
import { buildPdf } from './builders.js'
import { clearAway } from './clear-away.js'
import { verifyFiles } from './verify-files.js'

let dataDir: string
let service: TestApp
let owner: pg.Pool
let commune: Caller
let address: string

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'ntm-verify-'))
  service = await startTestApp({ dataDir })
  owner = new pg.Pool({ connectionString: service.databaseUrl, max: 1 })
  // Those of the demonstration lie nowhere here.
  await owner.query('set session_replication_role = replica; truncate evidence_links, evidence, evidence_files')
  const unit = await findCommune(service, 'draft')
  commune = await service.as(`xa.${unit}`)
  address = `${addressOf(unit)}/evidence`
})
afterAll(async () => {
  await owner.end()
  await service.close()
  await rm(dataDir, { recursive: true })
})

const send = async (mark: string) =>
  (
    await commune
      .request('post', address)
      .field('criterion', '1')
      .attach('file', buildPdf(mark), `${mark}.pdf`)
      .expect(201)
  ).body as AttachedEvidence
const placeOf = (hash: string) => join(dataDir, 'evidence', hash.slice(0, 2), hash)
const verify = () => verifyFiles(service.app.pool, service.app.evidence.store, () => service.app.clock.now())
const faults = async () =>
  ((await commune.get(address).expect(200)).body as SheetEvidence).data.map(({ name, fault }) => [name, fault])

test('a file that is missing or altered is found, shown at the document, written down once, and mended by sending it again', async () => {
  const [good, lost, bent] = [await send('good'), await send('lost'), await send('bent')]
  expect((await stat(placeOf(good.sha256))).mode & 0o777).toBe(0o600)
  expect(await verify()).toEqual({ files: 3, faults: [] })

  await rm(placeOf(lost.sha256))
  await writeFile(placeOf(bent.sha256), buildPdf('bent by hand'))
  for (let night = 0; night < 2; night += 1) {
    expect((await verify()).faults.map(({ name, fault }) => [name, fault])).toEqual([
      ['lost.pdf', 'missing'],
      ['bent.pdf', 'altered'],
    ])
  }
  expect(await faults()).toEqual([
    ['good.pdf', null],
    ['lost.pdf', 'missing'],
    ['bent.pdf', 'altered'],
  ])
  expectProblem(await commune.get(`/api/v1/evidence/${lost.id}/file`), { status: 410, code: 'evidence_file_missing' })
  const { rows } = await service.app.pool.query(
    `select action from audit_events where subject_kind = 'evidenceFile' order by id`,
  )
  expect(rows).toEqual([{ action: 'evidence.missing' }, { action: 'evidence.altered' }])

  for (const mark of ['lost', 'bent']) {
    await commune
      .request('post', address)
      .field('criterion', '1')
      .attach('file', buildPdf(mark), `${mark}.pdf`)
      .expect(200)
  }
  expect((await verify()).faults).toEqual([])
  expect((await faults()).every(([, fault]) => fault === null)).toBe(true)
})

test('what nobody has used for a month is cleared away, what two documents are on is not', async () => {
  const gone = await send('gone')
  await commune.request('delete', `${address}/${gone.link}`).set('if-match', '"1"').expect(204)
  expect(await clearAway(service.app.pool, service.app.evidence.store)).toBe(0)
  await owner.query(`update evidence set unused_since = now() - interval '31 days' where unused_since is not null`)
  expect(await clearAway(service.app.pool, service.app.evidence.store)).toBe(1)
  expect(await readdir(join(dataDir, 'evidence', gone.sha256.slice(0, 2)))).not.toContain(gone.sha256)
  expectProblem(await commune.get(`/api/v1/evidence/${gone.id}`), { status: 404, code: 'evidence_not_found' })
  expect((await verify()).faults).toEqual([])
})
