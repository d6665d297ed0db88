import type { AccessTokenView, NewClient, NewClientView } from '@ntm/shared/clients/wire'
import type { TestApp } from '../../testing/app.js'

export interface BuiltClient {
  id: string
  secret: string
}

/** A client as an administrator makes it: by default it may read units, criteria and results of huyện Đắk Hà. */
export async function buildClient(service: TestApp, given: Partial<NewClient> = {}): Promise<BuiltClient> {
  const administrator = await service.as('admin')
  const answer = await administrator.request('post', '/api/v1/clients').send({
    name: 'Cổng dữ liệu tỉnh',
    unit: '615',
    scopes: ['units:read', 'criteria:read', 'results:read'],
    ...given,
  })
  const { clientId, clientSecret } = answer.body as NewClientView
  if (answer.status !== 201 || clientSecret === null) throw new Error(`No client was made: ${answer.text}`)
  return { id: clientId, secret: clientSecret }
}

/** The answer of the token endpoint to a client that shows its secret in the form. */
export function askToken(service: TestApp, { id, secret }: BuiltClient, more: Record<string, string> = {}) {
  const form = { grant_type: 'client_credentials', client_id: id, client_secret: secret, ...more }
  return service.anonymous.post('/oauth/token').type('form').send(form)
}

export async function readClientToken(service: TestApp, client: BuiltClient, more: Record<string, string> = {}) {
  const answer = await askToken(service, client, more).expect(200)
  return (answer.body as AccessTokenView).access_token
}

/** Signs a client in; requests with what comes back are its own. */
export async function signInClient(service: TestApp, client: BuiltClient, more: Record<string, string> = {}) {
  const authorization = `Bearer ${await readClientToken(service, client, more)}`
  return (path: string) => service.anonymous.get(path).set({ authorization })
}
