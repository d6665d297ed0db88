import type { FastifyInstance } from 'fastify'
import supertest from 'supertest'
import { DEMO_PASSWORD } from '../demo/demo-accounts.js'
import { buildApp } from '../app.js'
import { readConfig, type AppConfig } from '../config.js'
import { APP_ROLE, withRole } from '../db/app-role.js'
import { KeyRing } from '../key-ring.js'
import { createTestDatabase } from './database.js'

export const TEST_SIGNING_KEY = 'a key for tests that is long enough to sign with'

export interface TestApp {
  app: FastifyInstance
  /** `http://127.0.0.1:…`, for a request that supertest cannot make. */
  address: string
  /** As the owner of the tables; the service itself works under a role that may do less. */
  databaseUrl: string
  /** Requests without a session. */
  anonymous: ReturnType<typeof supertest>
  /** Requests of a demonstration account; it signs in once. */
  as: (username: string) => Promise<Caller>
  close: () => Promise<void>
}

export type Test = ReturnType<ReturnType<typeof supertest>['get']>
export type Method = 'get' | 'post' | 'put' | 'patch' | 'delete'

export interface Caller {
  /** Value of the header that carries the access token. */
  authorization: string
  get: (path: string) => Test
  /** With the version that the caller read, as `If-Match`. */
  patch: (path: string, version: number, body: object) => Test
  post: (path: string, version: number, body: object) => Test
  /** Any other request; add headers and body with `set` and `send`. */
  request: (method: Method, path: string) => Test
}

/**
 * The service as it runs in production, on a database of its own with the demonstration data of July 2019.
 *
 * It listens, so that requests can be made at once; supertest alone would close it after the first.
 */
export async function startTestApp(overrides: Partial<AppConfig> = {}): Promise<TestApp> {
  const database = await createTestDatabase({ demo: true })
  const app = await buildApp({
    ...readConfig({ NTM_LOG_LEVEL: 'silent', NTM_DEMO: '1' }),
    databaseUrl: withRole(database.url, APP_ROLE),
    keyRing: new KeyRing([{ secret: TEST_SIGNING_KEY }]),
    ...overrides,
  })
  const address = await app.listen({ host: '127.0.0.1', port: 0 })
  const anonymous = supertest(app.server)
  const tokens = new Map<string, Promise<string>>()

  async function signIn(username: string): Promise<string> {
    const answer = await anonymous.post('/api/v1/auth/login').send({ username, password: DEMO_PASSWORD })
    if (answer.status !== 200) throw new Error(`${username} cannot sign in: ${answer.text}`)
    return (answer.body as { accessToken: string }).accessToken
  }

  return {
    app,
    address,
    databaseUrl: database.url,
    anonymous,
    as: async (username) => {
      const signedIn = tokens.get(username) ?? signIn(username)
      tokens.set(username, signedIn)
      const authorization = `Bearer ${await signedIn}`
      const request = (method: Method, path: string) => anonymous[method](path).set({ authorization })
      return {
        authorization,
        request,
        get: (path) => request('get', path),
        patch: (path, version, body) => request('patch', path).set('if-match', `"${version}"`).send(body),
        post: (path, version, body) => request('post', path).set('if-match', `"${version}"`).send(body),
      }
    },
    close: async () => {
      await app.close()
      await database.drop()
    },
  }
}
