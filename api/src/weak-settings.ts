/** Passwords of examples and first installations: whoever looks for a way in tries them first. */
const DEFAULT_PASSWORDS = new Set(
  'ntm postgres postgresql password admin root secret changeme change-me mat-khau matkhau 123456 12345678'.split(' '),
)
/** Different characters that a key must have; one typed from a random source has some 40. */
const KEY_VARIETY = 12

type Settings = Partial<
  Record<
    | 'NTM_DEMO'
    | 'NTM_SECURE_COOKIES'
    | 'NTM_PUBLIC_URL'
    | 'NTM_TRUST_PROXY'
    | 'NTM_JWT_KEY'
    | 'NTM_OIDC_ISSUER'
    | 'NTM_OIDC_CLIENT_SECRET'
    | 'DATABASE_URL',
    string
  >
>

/** What is fit to try the program out but not to put it to work; every fault as a line for the operator. */
export function findWeakSettings(given: Settings): string[] {
  const faults: string[] = []
  const add = (fault: string) => faults.push(`${fault} khi NODE_ENV=production`)
  if (given.NTM_DEMO === '1') add('NTM_DEMO=1: không nạp dữ liệu minh họa')
  if (given.NTM_SECURE_COOKIES === '0') add('NTM_SECURE_COOKIES=0: cookie phiên phải chỉ đi qua TLS')
  if (given.NTM_PUBLIC_URL?.startsWith('http://')) add('NTM_PUBLIC_URL: phải là https://')
  // Else a request could say by itself where the provider sends a sign-in to.
  if (given.NTM_OIDC_ISSUER !== undefined && given.NTM_PUBLIC_URL === undefined) {
    add('NTM_PUBLIC_URL: phải đặt để đăng nhập qua NTM_OIDC_ISSUER')
  }
  const keys = given.NTM_JWT_KEY?.split('\n').map((line) => line.trim()) ?? []
  if (keys.some((key) => key !== '' && new Set(key).size < KEY_VARIETY)) {
    add('NTM_JWT_KEY: quá dễ đoán, hãy tạo bằng `openssl rand -base64 48`')
  }
  if (DEFAULT_PASSWORDS.has(given.NTM_OIDC_CLIENT_SECRET?.toLowerCase() ?? '')) {
    add('NTM_OIDC_CLIENT_SECRET: bí mật này ai cũng đoán được, hãy đổi')
  }
  if (given.NTM_TRUST_PROXY?.split(',').some((range) => /\/0+$/.test(range.trim()))) {
    add('NTM_TRUST_PROXY: không tin mọi địa chỉ, vì ai cũng tự xưng được địa chỉ của mình')
  }
  if (hasDefaultPassword(given.DATABASE_URL)) add('DATABASE_URL: mật khẩu này ai cũng đoán được, hãy đổi')
  return faults
}

function hasDefaultPassword(databaseUrl: string | undefined): boolean {
  const password = databaseUrl !== undefined && URL.canParse(databaseUrl) ? new URL(databaseUrl).password : ''
  return DEFAULT_PASSWORDS.has(password.toLowerCase())
}
