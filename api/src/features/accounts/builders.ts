import type { OneTimePassword, RoleGrantRequest } from '@ntm/shared/accounts/wire'
import type { SessionView } from '@ntm/shared/access/wire'
import type { Caller, TestApp } from '../../testing/app.js'

export const ACCOUNTS = '/api/v1/accounts'

export const COMMUNE_OFFICER: RoleGrantRequest = { role: 'communeOfficer', unit: '23512' }

/** A new account with a one-time password, made by the demonstration's administrator. */
export async function makeAccount(
  service: TestApp,
  username: string,
  roles: readonly RoleGrantRequest[] = [COMMUNE_OFFICER],
): Promise<string> {
  const admin = await service.as('admin')
  const body = { username, displayName: 'Nguyễn Thị Hạnh', roles }
  const answer = await admin.request('post', ACCOUNTS).send(body).expect(201)
  const { oneTimePassword } = answer.body as OneTimePassword
  if (oneTimePassword === null) throw new Error('No password was handed out')
  return oneTimePassword
}

/** The version that stands in the ETag now. */
export async function readVersion(caller: Caller, username: string): Promise<number> {
  const answer = await caller.get(`${ACCOUNTS}/${username}`).expect(200)
  return Number(/^"(\d+)"$/.exec(answer.headers.etag ?? '')?.[1])
}

export interface SignedIn {
  token: string
  cookie: string
  session: SessionView
  send: (method: 'get' | 'post' | 'delete' | 'put', path: string, body?: object) => ReturnType<Caller['get']>
}

export async function signIn(service: TestApp, username: string, password: string, extra: object = {}) {
  const answer = await service.anonymous
    .post('/api/v1/auth/login')
    .send({ username, password, ...extra })
    .expect(200)
  const session = answer.body as SessionView
  const token = session.accessToken
  const cookie = answer.get('Set-Cookie')?.[0]?.split(';')[0] ?? ''
  const send: SignedIn['send'] = (method, path, body) => {
    const request = service.anonymous[method](`/api/v1${path}`).set('authorization', `Bearer ${token}`)
    return body === undefined ? request : request.send(body)
  }
  return { token, cookie, session, send } satisfies SignedIn
}
