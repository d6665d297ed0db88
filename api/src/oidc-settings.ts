/** The provider at which people sign in with an account of their office. */
export interface OidcSettings {
  issuer: string
  clientId: string
  clientSecret: string
  /** What people know the provider by. */
  name: string
  /** Claim of the ID token, or of the user information, that holds our user name. */
  usernameClaim: string
}

interface Given {
  NTM_OIDC_ISSUER?: string
  NTM_OIDC_CLIENT_ID?: string
  NTM_OIDC_CLIENT_SECRET?: string
  NTM_OIDC_NAME?: string
  NTM_OIDC_USERNAME_CLAIM?: string
}

const LOCAL = new Set(['127.0.0.1', '[::1]', 'localhost'])

/** Undefined when sign-in outside is off; a half of the settings is a fault, put into `faults`. */
export function readOidcSettings(given: Given, faults: string[]): OidcSettings | undefined {
  const issuer = given.NTM_OIDC_ISSUER
  const clientId = given.NTM_OIDC_CLIENT_ID
  const clientSecret = given.NTM_OIDC_CLIENT_SECRET
  if (issuer === undefined && clientId === undefined && clientSecret === undefined) return undefined
  if (issuer === undefined || clientId === undefined || clientSecret === undefined) {
    faults.push('NTM_OIDC_ISSUER, NTM_OIDC_CLIENT_ID, NTM_OIDC_CLIENT_SECRET: phải đặt đủ cả ba, hoặc không đặt gì')
    return undefined
  }
  const url = URL.canParse(issuer) ? new URL(issuer) : undefined
  if (url?.protocol !== 'https:' && !(url?.protocol === 'http:' && LOCAL.has(url.hostname))) {
    faults.push(`NTM_OIDC_ISSUER="${issuer}": phải là https:// (chỉ máy này được dùng http://)`)
  }
  return {
    issuer,
    clientId,
    clientSecret,
    name: (given.NTM_OIDC_NAME ?? url?.host ?? issuer).normalize('NFC'),
    usernameClaim: given.NTM_OIDC_USERNAME_CLAIM ?? 'preferred_username',
  }
}
