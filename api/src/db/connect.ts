import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { StartError } from '../start-error.js'

const CONNECT_TIMEOUT_MS = 5_000
/** How long a server that says it is still starting, as after a crash, is waited for. */
const STARTING_LIMIT_MS = 60_000
const CANNOT_CONNECT_NOW = '57P03'

const REASONS: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'không có máy chủ nào lắng nghe ở đó',
  ENOTFOUND: 'không tìm thấy tên máy',
  EAI_AGAIN: 'không tra được tên máy',
  ETIMEDOUT: 'máy chủ không trả lời',
  '28P01': 'sai tên người dùng hoặc mật khẩu',
  '28000': 'máy chủ không cho người dùng này vào',
  '3D000': 'chưa có cơ sở dữ liệu này',
  '22023': 'chưa có vai trò của ứng dụng, hãy chạy lệnh migrate trước',
  '42501': 'tài khoản này không dùng được vai trò của ứng dụng (NTM_DATABASE_ROLE)',
  '53300': 'máy chủ đã hết số kết nối',
  [CANNOT_CONNECT_NOW]: 'máy chủ đang khởi động',
}

/**
 * Opens one connection; the caller ends it.
 *
 * @throws StartError that says where and why it failed, without the password.
 */
export async function connectOnce(databaseUrl: string): Promise<pg.Client> {
  const giveUpAt = Date.now() + STARTING_LIMIT_MS
  for (;;) {
    const client = new pg.Client({
      connectionString: databaseUrl,
      connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
      application_name: 'ntm-start',
    })
    try {
      await client.connect()
      // Losing the server later fails the statement in flight; without a listener it would end the process instead.
      client.on('error', () => undefined)
      return client
    } catch (error) {
      await client.end().catch(() => undefined)
      if (codeOf(error) !== CANNOT_CONNECT_NOW || Date.now() > giveUpAt) throw explainFailure(client, error)
    }
    await pause(250)
  }
}

function explainFailure(client: pg.Client, error: unknown): StartError {
  const place = `${client.host}:${client.port}/${client.database ?? ''}`
  const reason = REASONS[codeOf(error)] ?? (error instanceof Error ? error.message : String(error))
  return new StartError(`Không kết nối được cơ sở dữ liệu ${place} (DATABASE_URL): ${reason}.`, { cause: error })
}

function codeOf(error: unknown): string {
  // A name with several addresses fails with all their errors in one.
  const first: unknown = error instanceof AggregateError ? error.errors[0] : error
  return first instanceof Error && 'code' in first ? String(first.code) : ''
}
