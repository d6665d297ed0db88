import { expect, test } from 'vitest'
import { OAuthError, type OAuthCode } from './oauth-error.js'
import { readTokenRequest } from './token-request.js'

const basic = (text: string) => `Basic ${Buffer.from(text).toString('base64')}`

function read(form: string, authorization?: string) {
  return readTokenRequest(authorization, new URLSearchParams(`grant_type=client_credentials&${form}`))
}

function refusalOf(work: () => unknown): OAuthCode | undefined {
  try {
    work()
  } catch (error) {
    if (error instanceof OAuthError) return error.code
    throw error
  }
  return undefined
}

test('the secret comes in the header or in the form', () => {
  const expected = { clientId: 'ntm_a', clientSecret: 's:1', scopes: undefined }
  expect(read('client_id=ntm_a&client_secret=s:1')).toEqual(expected)
  expect(read('', basic('ntm_a:s%3A1'))).toEqual(expected)
  expect(read('', basic('ntm_a:s:1'))).toEqual(expected)
  expect(read('client_id=ntm_a', basic('ntm_a:s%3A1'))).toEqual(expected)
})

test('scopes are words between spaces, each counted once', () => {
  const { scopes } = read('client_id=a&client_secret=b&scope=units:read++results:read+units:read')
  expect(scopes).toEqual(['units:read', 'results:read'])
  expect(read('client_id=a&client_secret=b&scope=').scopes).toBeUndefined()
})

test.each<[string, OAuthCode, string, string?]>([
  ['no credentials', 'invalid_client', 'scope=units:read'],
  ['an id without a secret', 'invalid_client', 'client_id=a'],
  ['another way to sign in', 'invalid_client', '', 'Bearer abc'],
  ['a header that is not base64', 'invalid_client', '', 'Basic %%%'],
  ['a header without a colon', 'invalid_client', '', basic('a')],
  ['a header with broken encoding', 'invalid_client', '', basic('a:%zz')],
  ['credentials in two places', 'invalid_request', 'client_id=a&client_secret=b', basic('a:b')],
  ['two different ids', 'invalid_request', 'client_id=c', basic('a:b')],
  ['a parameter twice', 'invalid_request', 'client_id=a&client_id=a&client_secret=b'],
  ['a scope nobody knows', 'invalid_scope', 'client_id=a&client_secret=b&scope=everything'],
])('%s: %s', (_case, code, form, authorization) => {
  expect(refusalOf(() => read(form, authorization))).toBe(code)
})

test('another grant, or none', () => {
  expect(refusalOf(() => readTokenRequest(undefined, new URLSearchParams()))).toBe('invalid_request')
  const password = new URLSearchParams('grant_type=password&username=admin&password=x')
  expect(refusalOf(() => readTokenRequest(undefined, password))).toBe('unsupported_grant_type')
})
