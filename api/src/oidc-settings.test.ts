import { expect, test } from 'vitest'
import { readOidcSettings } from './oidc-settings.js'

const given = {
  NTM_OIDC_ISSUER: 'https://dang-nhap.example.vn',
  NTM_OIDC_CLIENT_ID: 'ntm',
  NTM_OIDC_CLIENT_SECRET: 'bi-mat',
}

test('sign-in outside is off unless it is configured whole', () => {
  const faults: string[] = []
  expect(readOidcSettings({}, faults)).toBeUndefined()
  expect(readOidcSettings(given, faults)).toMatchObject({ clientId: 'ntm', usernameClaim: 'preferred_username' })
  expect(faults).toEqual([])
  expect(readOidcSettings({ NTM_OIDC_ISSUER: given.NTM_OIDC_ISSUER }, faults)).toBeUndefined()
  expect(faults).toHaveLength(1)
})

test.each<[string, number]>([
  ['http://127.0.0.1:4000', 0],
  ['http://dang-nhap.example.vn', 1],
  ['ftp://dang-nhap.example.vn', 1],
  ['dang-nhap', 1],
])('%s: %i faults', (issuer, count) => {
  const faults: string[] = []
  readOidcSettings({ ...given, NTM_OIDC_ISSUER: issuer }, faults)
  expect(faults).toHaveLength(count)
  expect(faults.join()).not.toContain('bi-mat')
})
