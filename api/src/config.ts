import { existsSync, readFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import Type, { type Static } from 'typebox'
import Value from 'typebox/value'
import { APP_ROLE } from './db/app-role.js'
import type { KeyRing } from './key-ring.js'
import { readMailSettings, type MailSettings } from './mail-settings.js'
import { readOidcSettings, type OidcSettings } from './oidc-settings.js'
import { readS3Settings, type S3Settings } from './s3-settings.js'
import { StartError } from './start-error.js'
import { findWeakSettings } from './weak-settings.js'

/** The checkout: this file lies in `api/src` and, built, in `api/dist`. */
const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), '../..')

/** The morning on which the demonstration begins: July 2019 is under way, its due day three days off. */
const DEMO_CLOCK_START = '2019-07-22T08:00:00+07:00'

const flag = () => Type.Optional(Type.Enum(['0', '1'], { description: 'phải là 0 hoặc 1' }))
const path = () => Type.Optional(Type.String({ description: 'phải là một đường dẫn' }))

/** One line a variable; `description` is what the operator reads when the value is refused. */
const Environment = Type.Object({
  NODE_ENV: Type.Optional(Type.String()),
  HOST: Type.Optional(
    Type.String({ pattern: '^[0-9A-Za-z.:-]+$', description: 'phải là một địa chỉ IP hoặc tên máy' }),
  ),
  PORT: Type.Optional(Type.Integer({ minimum: 0, maximum: 65_535, description: 'phải là số nguyên từ 0 đến 65535' })),
  DATABASE_URL: Type.Optional(
    Type.String({
      pattern: '^postgres(ql)?://.+',
      description: 'phải có dạng postgresql://người_dùng:mật_khẩu@máy:cổng/tên',
    }),
  ),
  NTM_DATABASE_ROLE: Type.Optional(
    Type.String({ pattern: '^[a-z_][a-z0-9_]{0,62}$', description: 'phải là tên một vai trò PostgreSQL, chữ thường' }),
  ),
  NTM_DATA_DIR: path(),
  NTM_PUBLIC_DIR: path(),
  NTM_MIGRATIONS_DIR: path(),
  NTM_DEMO: flag(),
  NTM_CLOCK: Type.Optional(
    Type.String({
      pattern: '^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}(:\\d{2}(\\.\\d{1,3})?)?(Z|[+-]\\d{2}:\\d{2})$',
      description: 'phải là một thời điểm ISO kèm múi giờ, ví dụ 2019-07-22T08:00:00+07:00',
    }),
  ),
  NTM_LOG_LEVEL: Type.Optional(
    Type.Enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'], {
      description: 'phải là một trong fatal, error, warn, info, debug, trace, silent',
    }),
  ),
  NTM_TRUST_PROXY: Type.Optional(
    Type.String({
      pattern:
        '^(loopback|uniquelocal|linklocal|[0-9A-Fa-f.:]+(/\\d{1,3})?)(\\s*,\\s*(loopback|uniquelocal|linklocal|[0-9A-Fa-f.:]+(/\\d{1,3})?))*$',
      description: 'phải là địa chỉ hoặc dải địa chỉ của máy chủ trung gian, cách nhau bằng dấu phẩy',
    }),
  ),
  NTM_PUBLIC_URL: Type.Optional(
    Type.String({ pattern: '^https?://[^/\\s?#]+$', description: 'phải có dạng https://tên-miền, không có đường dẫn' }),
  ),
  NTM_SECURE_COOKIES: flag(),
  NTM_RATE_LIMIT: Type.Optional(
    Type.Integer({ minimum: 0, maximum: 1_000_000, description: 'phải là số nguyên từ 0 đến 1000000' }),
  ),
  NTM_METRICS_PUBLIC: flag(),
  NTM_WORKER: flag(),
  NTM_POOL_SIZE: Type.Optional(
    Type.Integer({ minimum: 2, maximum: 200, description: 'phải là số nguyên từ 2 đến 200' }),
  ),
  NTM_OIDC_ISSUER: Type.Optional(Type.String()),
  NTM_OIDC_CLIENT_ID: Type.Optional(Type.String()),
  NTM_OIDC_CLIENT_SECRET: Type.Optional(Type.String()),
  NTM_OIDC_NAME: Type.Optional(Type.String({ maxLength: 60, description: 'phải là một tên dài không quá 60 ký tự' })),
  NTM_OIDC_USERNAME_CLAIM: Type.Optional(
    Type.String({ pattern: '^[A-Za-z0-9_.:/-]{1,100}$', description: 'phải là tên một thuộc tính (claim)' }),
  ),
  NTM_SMTP_URL: Type.Optional(
    Type.String({ pattern: '^smtps?://.+', description: 'phải có dạng smtps://người_dùng:mật_khẩu@máy:cổng' }),
  ),
  NTM_MAIL_FROM: Type.Optional(
    Type.String({
      pattern: '^([^<>\\r\\n]* <)?[^@\\s<>]+@[^@\\s<>]+>?$',
      description: 'phải có dạng Tên <hộp-thư@tên-miền>',
    }),
  ),
  NTM_EVIDENCE_MAX_MB: Type.Optional(
    Type.Integer({ minimum: 1, maximum: 100, description: 'phải là số nguyên từ 1 đến 100' }),
  ),
  NTM_S3_ENDPOINT: Type.Optional(
    Type.String({ pattern: '^https?://[^\\s?#]+$', description: 'phải có dạng https://máy:cổng' }),
  ),
  NTM_S3_REGION: Type.Optional(Type.String({ pattern: '^[a-z0-9-]{1,60}$', description: 'phải là tên một vùng' })),
  NTM_S3_BUCKET: Type.Optional(
    Type.String({ pattern: '^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$', description: 'phải là tên một bucket' }),
  ),
  NTM_S3_ACCESS_KEY: Type.Optional(Type.String()),
  NTM_S3_SECRET_KEY: Type.Optional(Type.String()),
  NTM_JWT_KEY: Type.Optional(Type.String({ minLength: 32, description: 'phải dài ít nhất 32 ký tự' })),
})

type Variable = keyof typeof Environment.properties
/** True to its types only once `Value.Errors` has found nothing. */
type Given = Static<typeof Environment>

/** Their values are never printed, and each may come from the file that `<name>_FILE` names. */
const SECRETS: readonly Variable[] = [
  'DATABASE_URL',
  'NTM_JWT_KEY',
  'NTM_OIDC_CLIENT_SECRET',
  'NTM_SMTP_URL',
  'NTM_S3_SECRET_KEY',
]

export type LogLevel = NonNullable<Given['NTM_LOG_LEVEL']>

/** Everything the program is told from outside; read once, here. */
export interface Config {
  host: string
  /** 0 lets the system choose a free port. */
  port: number
  /** Absent: PostgreSQL is embedded, under `dataDir`. */
  databaseUrl: string | undefined
  /** PostgreSQL role under which requests and jobs work; migrations run as the account of `databaseUrl` itself. */
  databaseRole: string
  /** Absolute. Embedded database, evidence files, keys. */
  dataDir: string
  /** Load the demonstration data and accounts into an empty database. */
  demo: boolean
  /** Instant with offset at which the clock of the field starts; absent: the real clock. */
  clockStart: string | undefined
  production: boolean
  logLevel: LogLevel
  /** Addresses whose `X-Forwarded-*` headers are believed. */
  trustProxy: false | string[]
  /** The address people type, such as `https://ntm.kontum.gov.vn`; absent: taken from each request. */
  publicUrl: string | undefined
  /** Whether the refresh cookie is sent over TLS only. */
  secureCookies: boolean
  /** Requests a minute that one address may make to the API; 0: any number. */
  rateLimit: number
  /** The built single-page application. */
  publicDir: string
  migrationsDir: string
  /** Run jobs in this process too. */
  worker: boolean
  /** Answer `/metrics` to everyone, not only to this machine. */
  metricsPublic: boolean
  /** Database connections of this process. */
  poolSize: number
  /** Keys for signing tokens that several copies share, one a line; absent: one is made under `dataDir`. */
  jwtKey: string | undefined
  /** Absent: people sign in with the password that they have here. */
  oidc: OidcSettings | undefined
  /** Absent: nobody is sent mail. */
  mail: MailSettings | undefined
  /** Absent: evidence lies on the disk, under `dataDir`. */
  s3: S3Settings | undefined
  /** Bytes that one file of evidence may have. */
  evidenceBytesAtMost: number
}

/** What `buildApp` needs: the configuration with the two things that may be made at start. */
export type AppConfig = Config & { databaseUrl: string; keyRing: KeyRing }

/**
 * The variables of this process, those of `.env` in the checkout (or of the file that `NTM_ENV_FILE` names) added.
 *
 * A variable that is already set wins; an empty `NTM_ENV_FILE` means no file.
 */
export function readEnvironment(): NodeJS.ProcessEnv {
  const file = process.env.NTM_ENV_FILE ?? join(ROOT, '.env')
  if (file !== '' && existsSync(file)) process.loadEnvFile(file)
  return process.env
}

/**
 * Checks the environment.
 *
 * @throws StartError that names every fault at once, never the value of a secret.
 */
export function readConfig(env: NodeJS.ProcessEnv): Config {
  const faults: string[] = []
  const given = readVariables(env, faults)
  const refused = new Set(Value.Errors(Environment, given).map((error) => error.instancePath.split('/')[1]))
  if (!refused.has('NTM_CLOCK') && given.NTM_CLOCK !== undefined && !isDay(given.NTM_CLOCK)) refused.add('NTM_CLOCK')
  for (const name of refused) if (isVariable(name)) faults.push(describeFault(name, given[name]))

  const production = given.NODE_ENV === 'production'
  const oidc = readOidcSettings(given, faults)
  const mail = readMailSettings(given, faults)
  const s3 = readS3Settings(given, faults)
  if (production) faults.push(...findWeakSettings(given))
  if (faults.length > 0) throw new StartError(['Cấu hình chưa đúng:', ...faults].join('\n  - '))

  const embedded = given.DATABASE_URL === undefined
  const demo = given.NTM_DEMO === undefined ? embedded && !production : given.NTM_DEMO === '1'
  return {
    host: given.HOST ?? '127.0.0.1',
    port: given.PORT ?? 3000,
    databaseUrl: given.DATABASE_URL,
    databaseRole: given.NTM_DATABASE_ROLE ?? APP_ROLE,
    dataDir: resolve(given.NTM_DATA_DIR ?? join(ROOT, '.data')),
    demo,
    clockStart: given.NTM_CLOCK ?? (demo ? DEMO_CLOCK_START : undefined),
    production,
    logLevel: given.NTM_LOG_LEVEL ?? (production ? 'info' : 'warn'),
    trustProxy: given.NTM_TRUST_PROXY?.split(',').map((address) => address.trim()) ?? false,
    publicUrl: given.NTM_PUBLIC_URL,
    secureCookies: given.NTM_SECURE_COOKIES === undefined ? production : given.NTM_SECURE_COOKIES === '1',
    rateLimit: given.NTM_RATE_LIMIT ?? (production ? 6_000 : 0),
    publicDir: resolve(given.NTM_PUBLIC_DIR ?? join(ROOT, 'web/dist')),
    migrationsDir: resolve(given.NTM_MIGRATIONS_DIR ?? join(ROOT, 'migrations')),
    worker: given.NTM_WORKER !== '0',
    metricsPublic: given.NTM_METRICS_PUBLIC === '1',
    poolSize: given.NTM_POOL_SIZE ?? 10,
    jwtKey: given.NTM_JWT_KEY,
    oidc,
    mail,
    s3,
    evidenceBytesAtMost: (given.NTM_EVIDENCE_MAX_MB ?? 20) * 1024 * 1024,
  }
}

/** The known variables that are set, secrets read from their files, whole numbers turned into numbers. */
function readVariables(env: NodeJS.ProcessEnv, faults: string[]): Given {
  const given: Record<string, unknown> = {}
  for (const name of Object.keys(Environment.properties).filter(isVariable)) {
    // Compose files pass unset variables on as empty text.
    const value = (SECRETS.includes(name) ? readSecret(env, name, faults) : env[name])?.trim()
    if (value) given[name] = value
  }
  return Value.Convert(Environment, given) as Given
}

function readSecret(env: NodeJS.ProcessEnv, name: Variable, faults: string[]): string | undefined {
  const file = env[`${name}_FILE`]
  if (!file) return env[name]
  if (env[name]) {
    faults.push(`${name} và ${name}_FILE: chỉ đặt một trong hai`)
    return undefined
  }
  try {
    return readFileSync(file, 'utf8')
  } catch {
    faults.push(`${name}_FILE="${file}": không đọc được tệp này`)
    return undefined
  }
}

function describeFault(name: Variable, value: unknown): string {
  const { description } = Environment.properties[name] as { description?: string }
  const shown = SECRETS.includes(name) ? '' : `="${String(value)}"`
  return `${name}${shown}: ${description ?? 'không hợp lệ'}`
}

/** `Date` turns 30 February into 2 March; a clock must not start on a day that nobody meant. */
function isDay(instant: string): boolean {
  const midnight = new Date(`${instant.slice(0, 10)}T00:00:00Z`)
  if (Number.isNaN(midnight.getTime()) || Number.isNaN(Date.parse(instant))) return false
  return midnight.toISOString().startsWith(instant.slice(0, 10))
}

function isVariable(name: string | undefined): name is Variable {
  return name !== undefined && name in Environment.properties
}
