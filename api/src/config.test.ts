import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { readConfig } from './config.js'
import { StartError } from './start-error.js'

const directory = mkdtempSync(join(tmpdir(), 'ntm-config-'))
afterAll(() => rmSync(directory, { recursive: true }))

function refusalOf(env: NodeJS.ProcessEnv): string {
  try {
    readConfig(env)
  } catch (error) {
    if (error instanceof StartError) return error.message
    throw error
  }
  return ''
}

test('without any variable the demonstration runs on an embedded database, on this machine only', () => {
  expect(readConfig({})).toMatchObject({
    host: '127.0.0.1',
    port: 3000,
    databaseUrl: undefined,
    demo: true,
    clockStart: '2019-07-22T08:00:00+07:00',
    production: false,
    secureCookies: false,
    trustProxy: false,
    worker: true,
    metricsPublic: false,
  })
  expect(readConfig({}).dataDir).toBe(join(import.meta.dirname, '../../.data'))
})

test('an existing database gets neither demonstration data nor a shifted clock unless asked', () => {
  const databaseUrl = 'postgresql://ntm@db/ntm'
  expect(readConfig({ DATABASE_URL: databaseUrl })).toMatchObject({ databaseUrl, demo: false, clockStart: undefined })
  expect(readConfig({ DATABASE_URL: databaseUrl, NTM_DEMO: '1' })).toMatchObject({ demo: true })
})

test('production has no demonstration data, refuses to be given any, and keeps cookies to TLS', () => {
  expect(readConfig({ NODE_ENV: 'production' })).toMatchObject({ demo: false, secureCookies: true, logLevel: 'info' })
  expect(refusalOf({ NODE_ENV: 'production', NTM_DEMO: '1' })).toContain('NTM_DEMO=1')
})

test.each([
  ['NTM_SECURE_COOKIES', '0'],
  ['NTM_PUBLIC_URL', 'http://ntm.example.vn'],
  ['NTM_JWT_KEY', 'abcabcabcabcabcabcabcabcabcabcabcabc'],
  ['NTM_JWT_KEY', 'q7Zr0fJk2mV9xT4sLw8cYb1nHd6gPe3u\nabcabcabcabcabcabcabcabcabcabcabcabc'],
  ['NTM_TRUST_PROXY', 'loopback, 0.0.0.0/0'],
  ['NTM_TRUST_PROXY', '::/0'],
  ['DATABASE_URL', 'postgresql://ntm:mat-khau@127.0.0.1:5432/ntm'],
  ['DATABASE_URL', 'postgresql://postgres:postgres@db/ntm'],
])('production refuses %s=%s with one line that does not repeat a secret', (name, value) => {
  expect(refusalOf({ [name]: value })).toBe('')
  const message = refusalOf({ NODE_ENV: 'production', [name]: value })
  expect(message).toContain(`\n  - ${name}`)
  expect(message.split('\n')).toHaveLength(2)
  if (!['NTM_SECURE_COOKIES', 'NTM_TRUST_PROXY'].includes(name)) expect(message).not.toContain(value)
})

test('production with a shared sign-in wants to be told its own address', () => {
  const oidc = {
    NTM_OIDC_ISSUER: 'https://sso.example.vn',
    NTM_OIDC_CLIENT_ID: 'ntm',
    NTM_OIDC_CLIENT_SECRET: 'bi-mat',
  }
  expect(refusalOf(oidc)).toBe('')
  expect(refusalOf({ ...oidc, NODE_ENV: 'production' }).split('\n')).toEqual([
    'Cấu hình chưa đúng:',
    '  - NTM_PUBLIC_URL: phải đặt để đăng nhập qua NTM_OIDC_ISSUER khi NODE_ENV=production',
  ])
  expect(refusalOf({ ...oidc, NODE_ENV: 'production', NTM_PUBLIC_URL: 'https://ntm.example.vn' })).toBe('')
})

test('production refuses a secret of the shared sign-in that everybody would try first', () => {
  const env = {
    NODE_ENV: 'production',
    NTM_PUBLIC_URL: 'https://ntm.example.vn',
    NTM_OIDC_ISSUER: 'https://sso.example.vn',
    NTM_OIDC_CLIENT_ID: 'ntm',
  }
  expect(refusalOf({ ...env, NTM_OIDC_CLIENT_SECRET: 'changeme' })).toContain('NTM_OIDC_CLIENT_SECRET')
  expect(refusalOf({ ...env, NTM_OIDC_CLIENT_SECRET: 'changeme' })).not.toContain('changeme')
  expect(refusalOf({ ...env, NTM_OIDC_CLIENT_SECRET: 'q7Zr0fJk2mV9' })).toBe('')
})

test('production takes settings that are fit for it, and limits requests by itself', () => {
  const env = {
    NODE_ENV: 'production',
    NTM_PUBLIC_URL: 'https://ntm.example.vn',
    NTM_JWT_KEY: 'q7Zr0fJk2mV9xT4sLw8cYb1nHd6gPe3u',
    DATABASE_URL: 'postgresql://ntm:q7Zr0fJk2mV9@db/ntm',
  }
  expect(readConfig(env).rateLimit).toBe(6_000)
  expect(readConfig({ ...env, NTM_RATE_LIMIT: '0' }).rateLimit).toBe(0)
  expect(readConfig({}).rateLimit).toBe(0)
})

test('every fault is named in one message', () => {
  const message = refusalOf({
    PORT: '70000',
    NTM_CLOCK: '2019-13-45T08:00:00+07:00',
    NTM_DEMO: 'yes',
    NTM_POOL_SIZE: 'many',
    NTM_LOG_LEVEL: 'loud',
    NTM_TRUST_PROXY: 'everyone',
    NTM_PUBLIC_URL: 'ntm.example',
    DATABASE_URL: 'mysql://root:tuyet-mat@db/ntm',
    NTM_JWT_KEY_FILE: join(directory, 'absent'),
  })
  const names = ['PORT', 'NTM_DEMO', 'NTM_POOL_SIZE', 'NTM_LOG_LEVEL', 'NTM_TRUST_PROXY', 'NTM_PUBLIC_URL']
  for (const name of [...names, 'DATABASE_URL', 'NTM_JWT_KEY_FILE', 'NTM_CLOCK']) expect(message).toContain(name)
  expect(message).not.toContain('tuyet-mat')
})

test('a clock needs an offset and a day that exists', () => {
  expect(refusalOf({ NTM_CLOCK: '2019-07-22T08:00:00' })).toContain('NTM_CLOCK')
  expect(refusalOf({ NTM_CLOCK: '2019-02-30T08:00:00Z' })).toContain('NTM_CLOCK')
  expect(readConfig({ NTM_CLOCK: '2019-07-22T01:00:00Z' }).clockStart).toBe('2019-07-22T01:00:00Z')
})

test('a secret may come from a file, but not from two places', () => {
  const file = join(directory, 'database_url')
  writeFileSync(file, 'postgresql://ntm:bi-mat@db/ntm\n')
  expect(readConfig({ DATABASE_URL_FILE: file }).databaseUrl).toBe('postgresql://ntm:bi-mat@db/ntm')
  expect(refusalOf({ DATABASE_URL_FILE: file, DATABASE_URL: 'postgresql://a/b' })).toContain('DATABASE_URL_FILE')
  const key = join(directory, 'key')
  writeFileSync(key, 'q7Zr0fJk2mV9xT4sLw8cYb1nHd6gPe3u\n')
  expect(readConfig({ NTM_JWT_KEY_FILE: key }).jwtKey).toBe('q7Zr0fJk2mV9xT4sLw8cYb1nHd6gPe3u')
  const oidc = {
    NTM_OIDC_ISSUER: 'https://sso.example.vn',
    NTM_OIDC_CLIENT_ID: 'ntm',
    NTM_OIDC_CLIENT_SECRET_FILE: key,
  }
  expect(readConfig(oidc).oidc?.clientSecret).toBe('q7Zr0fJk2mV9xT4sLw8cYb1nHd6gPe3u')
})

test('empty text counts as not set', () => {
  expect(readConfig({ PORT: '', DATABASE_URL: '', NTM_DEMO: ' ' })).toMatchObject({ port: 3000, demo: true })
})

test('trusted proxies are a list', () => {
  expect(readConfig({ NTM_TRUST_PROXY: 'loopback, 10.0.0.0/8' }).trustProxy).toEqual(['loopback', '10.0.0.0/8'])
})

test('every variable is explained in .env.example', () => {
  const root = join(import.meta.dirname, '../..')
  const source = readFileSync(join(root, 'api/src/config.ts'), 'utf8')
  const example = readFileSync(join(root, '.env.example'), 'utf8')
  const names = [...source.matchAll(/^ {2}([A-Z][A-Z_]+): /gm)].map((match) => match[1])
  expect(names.length).toBeGreaterThan(15)
  for (const name of names) expect(example).toMatch(new RegExp(`^#${name}=`, 'm'))
})
