import { createServer } from 'node:net'
import { StartError } from '../start-error.js'

/**
 * Tries the address before anything is started or changed.
 *
 * @throws StartError if it is taken, not allowed or not of this machine.
 */
export async function requireFreePort(host: string, port: number): Promise<void> {
  const probe = createServer()
  try {
    await new Promise<void>((done, fail) => probe.once('error', fail).listen({ host, port, exclusive: true }, done))
  } catch (error) {
    throw explainListenFailure(error, host, port)
  }
  await new Promise((done) => probe.close(done))
}

/** Turns a failure to listen into one line for the operator. */
export function explainListenFailure(error: unknown, host: string, port: number): StartError {
  const code = error instanceof Error && 'code' in error ? String(error.code) : String(error)
  const reasons: Readonly<Record<string, string>> = {
    EADDRINUSE: `Cổng ${port} trên ${host} đang được chương trình khác dùng. Hãy dừng nó hoặc đặt PORT khác.`,
    EACCES: `Không được phép mở cổng ${port}. Hãy đặt PORT từ 1024 trở lên.`,
    EADDRNOTAVAIL: `${host} không phải địa chỉ của máy này (HOST).`,
    ENOTFOUND: `Không tìm thấy tên máy ${host} (HOST).`,
  }
  return new StartError(reasons[code] ?? `Không mở được cổng ${port} trên ${host}: ${code}.`, { cause: error })
}
