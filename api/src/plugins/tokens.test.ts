import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import supertest from 'supertest'
import { buildApp } from '../app.js'
import { loadKeyRing, rotateSigningKey } from '../keys.js'
import { startTestApp, type TestApp } from '../testing/app.js'

let dataDir: string
let first: TestApp
let second: Awaited<ReturnType<typeof buildApp>>
const settings = () => ({ dataDir, jwtKey: undefined, production: false })
beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'ntm-tokens-'))
  first = await startTestApp({ keyRing: await loadKeyRing(settings()) })
  second = await buildApp({ ...first.app.config, keyRing: await loadKeyRing(settings()) })
  await second.listen({ host: '127.0.0.1', port: 0 })
})
afterAll(async () => {
  await second.close()
  await first.close()
  await rm(dataDir, { recursive: true })
})

function keyIdOfToken(authorization: string): unknown {
  const [head = ''] = authorization.replace('Bearer ', '').split('.')
  return (JSON.parse(Buffer.from(head, 'base64url').toString()) as { kid: unknown }).kid
}

test('while the key is exchanged, two copies of the service take each other’s tokens, old and new', async () => {
  const old = (await first.as('vpdp')).authorization
  const readMe = (app: TestApp['app'], authorization: string) =>
    supertest(app.server).get('/api/v1/me').set({ authorization })
  await readMe(second, old).expect(200)

  await rotateSigningKey(settings())
  await second.config.keyRing.refresh()
  const signedIn = await supertest(second.server)
    .post('/api/v1/auth/login')
    .send({ username: 'huyen.615', password: 'NongThonMoi@2019' })
    .expect(200)
  const fresh = `Bearer ${(signedIn.body as { accessToken: string }).accessToken}`
  expect(keyIdOfToken(fresh)).toBe(second.config.keyRing.signing.id)
  expect(keyIdOfToken(fresh)).not.toBe(keyIdOfToken(old))

  for (const app of [first.app, second]) {
    await readMe(app, old).expect(200)
    await readMe(app, fresh).expect(200)
  }
})
