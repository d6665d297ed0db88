import fc, { type Arbitrary } from 'fast-check'
import { HOSTILE_QUERIES } from './likely-values.js'
import { spoilNothing, spoilSome, valueOf, type JsonSchema, type Spoil } from './make-values.js'

/** As much of an OpenAPI document as making up requests needs. */
export interface ApiDocument {
  paths: Record<string, Record<string, ApiOperation>>
}

interface ApiOperation {
  parameters?: { name: string; in: string; required?: boolean; schema: JsonSchema }[]
  requestBody?: { content: Record<string, { schema: JsonSchema }> }
}

/** In place of a version: the one that was last read at the same address. */
export const LATEST = 'latest'
/** Requests that are made up in one go. */
const BATCH = 500

export interface FuzzRequest {
  method: string
  /** Path and query, encoded. */
  path: string
  headers: Record<string, string>
  body: string | undefined
}

/** `count` requests, always the same for the same document and seed; a smaller count gives the first of them. */
export function* makeRequests(document: ApiDocument, seed: number, count: number): Generator<FuzzRequest> {
  const requests = fuzzRequests(document)
  for (let made = 0; made < count; made += BATCH) {
    yield* fc.sample(requests, { seed: seed + made, numRuns: BATCH }).slice(0, count - made)
  }
}

/** Requests of all operations of a document, half of them of the form that it asks for and half hostile. */
function fuzzRequests(document: ApiDocument): Arbitrary<FuzzRequest> {
  const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).flatMap(([method, operation]) => [
      requestOf(method.toUpperCase(), path, operation, spoilNothing),
      requestOf(method.toUpperCase(), path, operation, spoilSome),
    ]),
  )
  return fc.oneof(...operations)
}

function requestOf(method: string, template: string, operation: ApiOperation, spoil: Spoil): Arbitrary<FuzzRequest> {
  const isHostile = spoil !== spoilNothing
  const parameters = operation.parameters ?? []
  const inPath = parameters.filter((each) => each.in === 'path')
  const inQuery = parameters.filter((each) => each.in === 'query')
  const schema = operation.requestBody?.content['application/json']?.schema
  return fc
    .record({
      path: fc.tuple(...inPath.map(({ name, schema }) => spoil(valueOf(schema, name, spoil)))),
      query: fc.tuple(
        ...inQuery.map(({ name, schema, required }) => queryValue(name, schema, required === true, spoil)),
      ),
      extra: fc.constantFrom(...(isHostile ? ['', '', '', '', ...HOSTILE_QUERIES] : [''])),
      body: schema
        ? bodyOf(schema, spoil)
        : fc.constantFrom(undefined, ...(isHostile ? ['{}', '{"x":1}', 'null'] : [])),
      headers: headersOf(isHostile),
    })
    .map(({ path, query, extra, body, headers }) => {
      const address = inPath.reduce((url, { name }, index) => url.replace(`{${name}}`, encode(path[index])), template)
      const search = [...query.flat(), extra].filter(Boolean).join('&')
      const hasBody = method !== 'GET' && body !== undefined
      return {
        method,
        path: search === '' ? address : `${address}?${search}`,
        headers: hasBody ? headers : { ...headers, 'content-type': '' },
        body: hasBody ? body : undefined,
      }
    })
}

function queryValue(name: string, schema: JsonSchema, isRequired: boolean, spoil: Spoil): Arbitrary<string[]> {
  const given = spoil(valueOf(schema, name, spoil)).map((value) => [`${name}=${encode(value)}`])
  const left = fc.constant<string[]>([])
  if (isRequired && spoil === spoilNothing) return given
  return fc.oneof({ weight: isRequired ? 9 : 1, arbitrary: given }, { weight: 1, arbitrary: left })
}

function bodyOf(schema: JsonSchema, spoil: Spoil): Arbitrary<string> {
  const whole = spoil(valueOf(schema, '', spoil)).map((value) => JSON.stringify(value))
  if (spoil === spoilNothing) return whole
  const torn = fc.tuple(whole, fc.nat(200)).map(([text, length]) => text.slice(0, length))
  return fc.oneof({ weight: 12, arbitrary: whole }, { weight: 1, arbitrary: torn })
}

function headersOf(isHostile: boolean): Arbitrary<Record<string, string>> {
  const versions = ['"0"', '"1"', '"2"', ...Array<string>(6).fill(LATEST)]
  const types = Array<string>(12).fill('application/json')
  return fc.record({
    'if-match': fc.constantFrom(...versions, ...(isHostile ? ['', '*', 'W/"1"', '"x"', `"${'9'.repeat(40)}"`] : [])),
    'idempotency-key': fc.constantFrom('', '', '', ...(isHostile ? ['one', 'two', 'x'.repeat(300)] : [])),
    'content-type': fc.constantFrom(...types, ...(isHostile ? ['text/plain', 'application/xml'] : [])),
  })
}

/** As it stands in an address; half a surrogate pair as the bytes that it would have. */
function encode(value: unknown): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value)
  return text.isWellFormed() ? encodeURIComponent(text) : '%ED%A0%80'
}
