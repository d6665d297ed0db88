import { inspect } from 'node:util'
import { readConfig, readEnvironment, type Config } from './config.js'
import { openPool } from './db/client.js'
import { Cleanup } from './process/cleanup.js'
import { createFirstAdministrator } from './process/create-administrator.js'
import { openDataDirectory } from './db/embedded/data-directory.js'
import { openEvidenceFiles } from './files/open-files.js'
import { rotateSigningKey } from './keys.js'
import { bringBoundaries } from './process/load-boundaries.js'
import { openServer, prepareDatabase } from './process/prepare-database.js'
import { serveWorker } from './process/serve-worker.js'
import { serve } from './process/serve.js'
import { checkAuditTrail } from './process/verify-audit.js'
import { checkEvidence } from './process/verify-evidence.js'
import { checkRecords } from './process/verify-records.js'
import { StartError } from './start-error.js'

/** A stop that takes longer than this is given up: the machine may be shutting down. */
const STOP_LIMIT_MS = 9_500
const REPEAT_MS = 2_000

const print = (text: string) => void process.stdout.write(`${text}\n`)
const complain = (text: string) => void process.stderr.write(`${text}\n`)

const cleanup = new Cleanup()
const stopping = new AbortController()

/** What the program can be told to do, and the exit code it then ends with; `null` when it shall go on running. */
const COMMANDS: Readonly<Record<string, (config: Config) => Promise<number | null>>> = {
  serve: async (config) => {
    await serve(config, cleanup, stopping.signal, print)
    return null
  },
  worker: async (config) => {
    await serveWorker(config, cleanup, print)
    return null
  },
  migrate: async (config) => {
    await prepare({ ...config, demo: false })
    return 0
  },
  'create-administrator': async (config) => {
    const username = process.argv[3] ?? 'quantri'
    const databaseUrl = await prepare({ ...config, demo: false })
    const pool = openPool(databaseUrl, 1)
    cleanup.add(() => pool.end())
    const password = await createFirstAdministrator(pool, username)
    print(`Tài khoản quản trị: ${username}\nMật khẩu dùng một lần (chỉ hiện lần này): ${password}`)
    return 0
  },
  seed: async (config) => {
    if (config.production) throw new StartError('Không nạp dữ liệu minh họa khi NODE_ENV=production.')
    await prepare({ ...config, demo: true })
    return 0
  },
  'rotate-signing-key': async (config) => {
    await rotateSigningKey(config)
    print('Đã thay khóa ký. Dịch vụ đang chạy tự dùng khóa mới trong vài giây; không ai phải đăng nhập lại.')
    return 0
  },
  'load-boundaries': async (config) => {
    const surroundings = { cleanup, signal: stopping.signal, print }
    return (await bringBoundaries(config, surroundings, process.argv.slice(3))) ? 0 : 1
  },
  'verify-audit': async (config) =>
    (await checkAuditTrail(config, { cleanup, signal: stopping.signal, print })) ? 0 : 1,
  'verify-evidence': async (config) =>
    (await checkEvidence(config, { cleanup, signal: stopping.signal, print })) ? 0 : 1,
  'verify-records': async (config) =>
    (await checkRecords(config, { cleanup, signal: stopping.signal, print })) ? 0 : 1,
}

async function prepare(config: Config): Promise<string> {
  if (config.databaseUrl === undefined) await openDataDirectory(config.dataDir)
  const databaseUrl = await openServer(config, { cleanup, signal: stopping.signal, log: print })
  await prepareDatabase(databaseUrl, config, print, openEvidenceFiles(config).store)
  print('Cơ sở dữ liệu đã sẵn sàng.')
  return databaseUrl
}

async function main(): Promise<void> {
  const name = process.argv[2] ?? 'serve'
  const command = COMMANDS[name]
  if (!command) throw new StartError(`Không có lệnh "${name}". Các lệnh: ${Object.keys(COMMANDS).join(', ')}.`)
  const exitCode = await command(readConfig(readEnvironment()))
  if (exitCode !== null) await stop(exitCode)
}

/** Should the order below hang, the process ends all the same; PostgreSQL is told to stop as it does. */
function limitStop(): void {
  setTimeout(() => {
    complain('Không dừng được trong thời hạn; kết thúc ngay.')
    process.exit(1)
  }, STOP_LIMIT_MS).unref()
}

async function stop(exitCode: number): Promise<never> {
  limitStop()
  await cleanup.run((error) => complain(String(error)))
  process.exit(exitCode)
}

let isStarting = true
let askedAt: number | undefined
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => {
    // Asked again after a while: somebody is in a hurry. At once means Ctrl-C, which npm passes on a second time.
    if (askedAt !== undefined && performance.now() - askedAt > REPEAT_MS) process.exit(1)
    if (askedAt !== undefined) return
    askedAt = performance.now()
    print('Đang dừng…')
    if (!isStarting) return void stop(0)
    limitStop()
    stopping.abort()
  })
}
// A terminal that was closed must not end the service before it has stopped in order.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined)

main().then(
  () => {
    isStarting = false
    if (askedAt !== undefined) void stop(0)
  },
  (error: unknown) => {
    if (askedAt === undefined)
      complain(error instanceof StartError ? error.message : `Lỗi ngoài dự kiến: ${inspect(error)}`)
    void stop(askedAt === undefined ? 1 : 0)
  },
)
