import { createServer } from 'node:http'
import { Provider } from 'oidc-provider'

export const PUBLIC_URL = 'https://ntm.example.vn'
export const CALLBACK = `${PUBLIC_URL}/api/v1/auth/oidc/callback`
const CLIENT = { clientId: 'ntm', clientSecret: 'a secret that only these two know' }

export interface OutsideProvider {
  issuer: string
  /** How the service is told of it. */
  settings: { issuer: string; clientId: string; clientSecret: string; name: string; usernameClaim: string }
  /** What the provider says of how it recognised somebody (`amr`); undefined: nothing. */
  tellMethods: (methods: string[] | undefined) => void
  close: () => Promise<void>
}

/** A real provider on a port of its own: whoever types a name there is that person. */
export async function startProvider(): Promise<OutsideProvider> {
  const server = createServer()
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const address = server.address()
  const issuer = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`
  let methods: string[] | undefined
  const provider = new Provider(issuer, {
    clients: [{ client_id: CLIENT.clientId, client_secret: CLIENT.clientSecret, redirect_uris: [CALLBACK] }],
    findAccount: (_context, id) => ({ accountId: id, claims: () => ({ sub: id, preferred_username: id }) }),
    claims: { openid: ['sub', 'amr'], profile: ['preferred_username'] },
    pkce: { required: () => true },
    ttl: { Interaction: 600, Session: 600, Grant: 600, AccessToken: 600, IdToken: 600 },
    cookies: { keys: ['a key for the cookies of the provider'] },
  })
  // Its own page asks for no second factor; that of a ministry would tell what it asked for.
  Object.defineProperty(provider.Session.prototype, 'amr', { get: () => methods, set: () => undefined })
  const answer = provider.callback()
  server.on('request', (request, response) => void answer(request, response))
  return {
    issuer,
    settings: { issuer, ...CLIENT, name: 'Cổng của tỉnh', usernameClaim: 'preferred_username' },
    tellMethods: (told) => (methods = told),
    close: async () => {
      server.closeAllConnections()
      await new Promise((done) => server.close(done))
    },
  }
}

/** Follows a browser through the pages of the provider until it is sent back; gives the address it is sent to. */
export async function signInOutside(url: string, username: string): Promise<URL> {
  const jar = new Map<string, string>()
  let next = url
  let form: URLSearchParams | undefined
  for (let step = 0; step < 12; step += 1) {
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ')
    const answer = await fetch(next, {
      redirect: 'manual',
      headers: { cookie },
      ...(form && { method: 'POST', body: form }),
    })
    for (const set of answer.headers.getSetCookie()) {
      const [name = '', value = ''] = (set.split(';')[0] ?? '').split('=')
      jar.set(name, value)
    }
    const location = answer.headers.get('location')
    if (location !== null) {
      const target = new URL(location, next)
      if (target.origin === PUBLIC_URL) return target
      next = target.href
      form = undefined
      continue
    }
    const page = await answer.text()
    const action = /<form[^>]*action="([^"]+)"/.exec(page)?.[1]
    const prompt = /name="prompt" value="(\w+)"/.exec(page)?.[1]
    if (action === undefined || prompt === undefined) throw new Error(`No form on ${next}: ${page.slice(0, 400)}`)
    next = new URL(action, next).href
    form = new URLSearchParams({ prompt, ...(prompt === 'login' ? { login: username, password: 'any' } : {}) })
  }
  throw new Error('The provider sends the browser around in circles')
}
