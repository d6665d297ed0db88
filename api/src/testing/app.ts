import type { FastifyInstance } from 'fastify'
import supertest from 'supertest'
import { DEMO_PASSWORD } from '../demo/demo-accounts.js'
import { buildApp } from '../app.js'
import { readConfig, type AppConfig } from '../config.js'
import { createTestDatabase } from './database.js'

export interface TestApp {
  app: FastifyInstance
  /** Requests without a session. */
  anonymous: ReturnType<typeof supertest>
  /** Requests of a demonstration account; it signs in once. */
  as: (username: string) => Promise<Caller>
  close: () => Promise<void>
}

type Test = ReturnType<ReturnType<typeof supertest>['get']>

export interface Caller {
  get: (path: string) => Test
  /** With the version that the caller read, as `If-Match`. */
  patch: (path: string, version: number, body: object) => Test
  post: (path: string, version: number, body: object) => Test
}

/** The service as it runs in production, on a database of its own with the demonstration data of July 2019. */
export async function startTestApp(overrides: Partial<AppConfig> = {}): Promise<TestApp> {
  const database = await createTestDatabase({ demo: true })
  const app = await buildApp({
    ...readConfig({ NTM_LOG_LEVEL: 'silent', NTM_DEMO: '1' }),
    databaseUrl: database.url,
    signingKey: 'a key for tests that is long enough to sign with',
    ...overrides,
  })
  await app.ready()
  const anonymous = supertest(app.server)
  const tokens = new Map<string, Promise<string>>()

  async function signIn(username: string): Promise<string> {
    const answer = await anonymous.post('/api/v1/auth/login').send({ username, password: DEMO_PASSWORD })
    if (answer.status !== 200) throw new Error(`${username} cannot sign in: ${answer.text}`)
    return (answer.body as { accessToken: string }).accessToken
  }

  return {
    app,
    anonymous,
    as: async (username) => {
      const signedIn = tokens.get(username) ?? signIn(username)
      tokens.set(username, signedIn)
      const authorization = `Bearer ${await signedIn}`
      const ifMatch = (version: number) => `"${version}"`
      return {
        get: (path) => anonymous.get(path).set({ authorization }),
        patch: (path, version, body) =>
          anonymous
            .patch(path)
            .set({ authorization, 'if-match': ifMatch(version) })
            .send(body),
        post: (path, version, body) =>
          anonymous
            .post(path)
            .set({ authorization, 'if-match': ifMatch(version) })
            .send(body),
      }
    },
    close: async () => {
      await app.close()
      await database.drop()
    },
  }
}
