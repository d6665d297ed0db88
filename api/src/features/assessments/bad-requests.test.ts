import { request as sendRequest } from 'node:http'
import { gzipSync } from 'node:zlib'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { startTestApp, type Caller, type TestApp } from '../../testing/app.js'
import { expectProblem } from '../../testing/problem.js'
import { addressOf, fullAnswers, listCommunes, readSheet, takeStock } from '../../testing/sheets.js'

let service: TestApp
let unit: string
let commune: Caller
let version: number
let before: unknown

beforeAll(async () => {
  service = await startTestApp()
  ;[unit = ''] = await listCommunes(service, 'notStarted')
  commune = await service.as(`xa.${unit}`)
  await commune.patch(addressOf(unit), 0, { values: await fullAnswers(commune) }).expect(200)
  version = (await readSheet(commune, unit)).version
})
afterAll(() => service.close())

beforeEach(async () => {
  before = await takeStock(service)
})
afterEach(async () => {
  expect(await takeStock(service)).toEqual(before)
})

const MALFORMED = { status: 400, code: 'malformed_request' }
const NO_JSON = { status: 400, code: 'malformed_json' }
const GOOD = JSON.stringify({ values: [{ measure: '11.1', value: 5 }] })

function send(body: string | Buffer, headers: Record<string, string> = {}) {
  return commune
    .request('patch', addressOf(unit))
    .set({ 'if-match': `"${version}"`, 'content-type': 'application/json', ...headers })
    .send(body)
}

describe('a body that is no JSON is refused', () => {
  test.each<[string, string]>([
    ['text', 'không phải JSON'],
    ['half an object', '{"values":[{"measure":"11.1"'],
    ['single quotes', `{'values':[]}`],
    ['a comma too many', '{"values":[],}'],
    ['NaN', '{"values":[{"measure":"11.1","value":NaN}]}'],
    ['Infinity', '{"values":[{"measure":"11.1","value":Infinity}]}'],
    ['two objects', '{"values":[]}{"values":[]}'],
    ['a line break in text', '{"values":[{"measure":"11.1","note":"a\nb"}]}'],
    ['__proto__', '{"__proto__":{"status":"approved"},"values":[]}'],
    ['__proto__ in escapes', String.raw`{"values":[{"measure":"11.1","\u005f_proto__":{"value":5}}]}`],
    ['constructor.prototype', '{"constructor":{"prototype":{"isAdmin":true}}}'],
    ['a hundred thousand brackets, unclosed', '['.repeat(100_000)],
  ])('%s', async (_case, body) => {
    expectProblem(await send(body), NO_JSON)
  })

  test('nothing at all', async () => {
    expectProblem(await send(''), NO_JSON)
    const withoutType = commune.request('patch', addressOf(unit)).set({ 'if-match': `"${version}"` })
    expectProblem(await withoutType, MALFORMED)
  })

  test('bytes that are no UTF-8', async () => {
    const body = Buffer.concat([
      Buffer.from('{"values":[{"measure":"11.1","note":"'),
      Buffer.from([0xff, 0xfe]),
      Buffer.from('"}],"x":1}'),
    ])
    const answer = await rawPatch(body, { 'content-type': 'application/json' })
    expect(answer.status).toBe(400)
  })
})

describe('a body of another form is refused', () => {
  test.each<[string, string, string]>([
    ['null', 'null', ''],
    ['a list', '[]', ''],
    ['text', '"values"', ''],
    ['a number', '1', ''],
    ['values that are no list', '{"values":{"11.1":5}}', '/values'],
    ['a value that is no object', '{"values":[null]}', '/values/0'],
    ['lists in lists', `{"values":${'['.repeat(10_000)}${']'.repeat(10_000)}}`, '/values/0'],
    ['objects in objects', `{"values":[${'{"a":'.repeat(10_000)}1${'}'.repeat(10_000)}]}`, '/values/0/measure'],
    ['too many values', JSON.stringify({ values: Array.from({ length: 201 }, () => ({ measure: '1.1' })) }), '/values'],
  ])('%s', async (_case, body, pointer) => {
    const problem = expectProblem(await send(body), MALFORMED)
    expect(problem.errors?.map((error) => error.pointer)).toContain(pointer)
  })

  test('with ten thousand faults: the first of them are named, and the answer stays small', async () => {
    const many = Object.fromEntries(Array.from({ length: 10_000 }, (_, index) => [`x${index}`, 1]))
    const answer = await send(JSON.stringify(many))
    expect(expectProblem(answer, MALFORMED).errors?.length).toBeLessThanOrEqual(100)
    expect(answer.text.length).toBeLessThan(20_000)
    const long = await send(JSON.stringify({ ['x'.repeat(500_000)]: 1 }))
    expectProblem(long, MALFORMED)
    expect(long.text.length).toBeLessThan(2_000)
  })
})

describe('a body of another kind is refused', () => {
  test.each(['text/plain', 'application/xml', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x'])(
    '%s',
    async (type) => {
      expectProblem(await send(GOOD, { 'content-type': type }), { status: 415, code: 'unsupported_media_type' })
    },
  )

  test.each(['', 'json', '*/*', 'application/json\u00e9'])('“%s” as the type', async (type) => {
    const answer = await rawPatch(Buffer.from(GOOD), { 'content-type': type })
    expect([400, 415]).toContain(answer.status)
  })

  test('more than a megabyte', async () => {
    const body = JSON.stringify({ values: [], padding: 'x'.repeat(1_100_000) })
    expectProblem(await send(body), { status: 413, code: 'body_too_large' })
  })

  test('more than a megabyte, packed small', async () => {
    const bomb = gzipSync(Buffer.from(`{"values":[],"padding":"${'x'.repeat(20_000_000)}"}`))
    expect(bomb.length).toBeLessThan(100_000)
    const answer = await rawPatch(bomb, { 'content-type': 'application/json', 'content-encoding': 'gzip' })
    expect([413, 415]).toContain(answer.status)
  })

  test('packed in a way that is not known, or broken', async () => {
    for (const [encoding, body] of [
      ['gzip', Buffer.from(GOOD)],
      ['zstd-9', Buffer.from(GOOD)],
    ] as const) {
      const answer = await rawPatch(body, { 'content-type': 'application/json', 'content-encoding': encoding })
      expect(answer.status, answer.text).toBeGreaterThanOrEqual(400)
      expect(answer.status, answer.text).toBeLessThan(500)
      expect(answer.type).toContain('application/problem+json')
    }
  })
})

describe('a change has to name the version that it was made on', () => {
  test.each<[string, string | undefined, number, string]>([
    ['no If-Match', undefined, 428, 'if_match_required'],
    ['an empty If-Match', '', 428, 'if_match_required'],
    ['a version that is gone', '"0"', 412, 'stale_version'],
    ['a version that has not come', '"999999999"', 412, 'stale_version'],
    ['a weak tag', 'W/"1"', 412, 'stale_version'],
    ['any version', '*', 412, 'stale_version'],
    ['a version without quotes', '1', 412, 'stale_version'],
    ['two versions', '"0", "2"', 412, 'stale_version'],
    ['a version with a zero before it', '"01"', 412, 'stale_version'],
    ['a negative version', '"-1"', 412, 'stale_version'],
    ['a version past all numbers', `"${'9'.repeat(400)}"`, 412, 'stale_version'],
    ['no version', '"abc"', 412, 'stale_version'],
  ])('%s', async (_case, ifMatch, status, code) => {
    for (const [method, path, body] of [
      ['patch', addressOf(unit), { values: [] }],
      ['post', `${addressOf(unit)}/transitions`, { action: 'submit' }],
    ] as const) {
      const request = commune.request(method, path)
      if (ifMatch !== undefined) void request.set('if-match', ifMatch)
      expectProblem(await request.send(body), { status, code })
    }
  })
})

describe('a move of another form is refused', () => {
  test.each<[string, object, string]>([
    ['no action', {}, '/action'],
    ['an action that is none', { action: 'delete' }, '/action'],
    ['a last day that is none', { action: 'reopen', expiresOn: '31/07/2019' }, '/expiresOn'],
    ['an action in another case', { action: 'Submit' }, '/action'],
    ['a status', { action: 'submit', status: 'approved' }, '/status'],
    ['a receipt of one’s own', { action: 'submit', receipt: 'NTM-1' }, '/receipt'],
    ['a reason that is no text', { action: 'withdraw', reason: 5 }, '/reason'],
    ['a reason with NUL', { action: 'withdraw', reason: 'a\0b' }, '/reason'],
    ['a return without a reason', { action: 'return', returned: [{ indicator: '11.1' }] }, '/returned/0/reason'],
    [
      'a result that is none',
      { action: 'approve', overrules: [{ criterion: 1, result: 'đạt', reason: 'x' }] },
      '/overrules/0/result',
    ],
    [
      'a criterion 0',
      { action: 'approve', overrules: [{ criterion: 0, result: 'met', reason: 'x' }] },
      '/overrules/0/criterion',
    ],
  ])('%s', async (_case, body, pointer) => {
    const answer = await commune.post(`${addressOf(unit)}/transitions`, version, body)
    expectProblem(answer, { ...MALFORMED, pointers: [pointer] })
  })
})

interface RawAnswer {
  status: number
  type: string
  text: string
}

/** A request with headers and bytes that supertest would mend. */
function rawPatch(body: Buffer, headers: Record<string, string>): Promise<RawAnswer> {
  return new Promise((resolve, reject) => {
    const request = sendRequest(
      service.address + addressOf(unit),
      {
        method: 'PATCH',
        headers: { authorization: commune.authorization, 'if-match': `"${version}"`, ...headers },
        insecureHTTPParser: true,
      },
      (response) => {
        const chunks: Buffer[] = []
        response.on('data', (chunk: Buffer) => chunks.push(chunk))
        response.on('end', () =>
          resolve({
            status: response.statusCode ?? 0,
            type: response.headers['content-type'] ?? '',
            text: Buffer.concat(chunks).toString(),
          }),
        )
      },
    )
    request.on('error', reject)
    request.end(body)
  })
}
