import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { stubFetch } from '@/testing/stub-fetch'
import { setAccessToken } from './access-token'
import { NetworkError, ProblemError } from './problem-error'
import { sendForm } from './send-form'

type Answer = { status: number; body: unknown } | 'lost'
interface Sent {
  key: string
  token: string
}

let answers: Answer[]
let sent: Sent[]

/** A request that answers as the test says, one after the other. */
class StubRequest {
  responseType = ''
  status = 0
  response: unknown
  upload: { onprogress?: (event: { loaded: number; total: number }) => void } = {}
  onerror?: () => void
  onload?: () => void
  readonly #headers = new Map<string, string>()

  open(): void {
    this.#headers.clear()
  }

  setRequestHeader(name: string, value: string): void {
    this.#headers.set(name, value)
  }

  send(): void {
    sent.push({ key: this.#headers.get('Idempotency-Key') ?? '', token: this.#headers.get('Authorization') ?? '' })
    this.upload.onprogress?.({ loaded: 5, total: 10 })
    const answer = answers.shift() ?? 'lost'
    if (answer === 'lost') return this.onerror?.()
    this.status = answer.status
    this.response = answer.body
    this.onload?.()
  }
}

beforeEach(() => {
  vi.useFakeTimers()
  vi.stubGlobal('XMLHttpRequest', StubRequest)
  stubFetch(({ url }) => (url.endsWith('auth/refresh') ? { body: { accessToken: 'new' } } : { status: 404 }))
  setAccessToken('old')
  sent = []
})
afterEach(() => {
  vi.useRealTimers()
  setAccessToken(undefined)
})

async function send(...told: Answer[]) {
  answers = told
  const shares: number[] = []
  const outcome = sendForm('imports', new FormData(), { onProgress: (share) => shares.push(share) }).then(
    (body) => ({ body, shares }),
    (failure: unknown) => ({ failure, shares }),
  )
  await vi.runAllTimersAsync()
  return outcome
}

const done = { status: 202, body: { id: '1' } }
const ended = { status: 401, body: { code: 'unauthenticated' } }

test('a form whose answer was lost is sent again under the same key', async () => {
  expect(await send('lost', done)).toEqual({ body: { id: '1' }, shares: [0.5, 0.5] })
  expect(sent).toHaveLength(2)
  expect(sent[0]?.key).toBe(sent[1]?.key)
  expect(sent[0]?.key).not.toBe('')
})

test('a token that ran out while the file was filled in is renewed, and the form sent again', async () => {
  expect(await send(ended, done)).toMatchObject({ body: { id: '1' } })
  expect(sent.map(({ token }) => token)).toEqual(['Bearer old', 'Bearer new'])
})

test('without a line it gives up after three tries; what the service refuses is not tried again', async () => {
  expect(await send('lost', 'lost', 'lost', done)).toMatchObject({ failure: expect.any(NetworkError) as unknown })
  expect(sent).toHaveLength(3)
  sent = []
  expect(await send({ status: 422, body: { code: 'import_refused' } }, done)).toMatchObject({
    failure: expect.any(ProblemError) as unknown,
  })
  expect(sent).toHaveLength(1)
})

test('a session that is over ends it', async () => {
  expect(await send(ended, ended, done)).toMatchObject({ failure: expect.any(ProblemError) as unknown })
  expect(sent).toHaveLength(2)
})
