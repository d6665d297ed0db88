import { createHash, randomUUID } from 'node:crypto'
import { mkdir, open, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { AppError, unprocessable } from '../../errors.js'

/** A file on its way into the store: on the disk, not in memory, and gone again whatever becomes of it. */
export interface IncomingFile {
  path: string
  /** SHA-256 of its bytes, hex. */
  hash: string
  bytes: number
}

/**
 * Writes what `pieces` brings to a file of its own, hands it to `work`, and deletes it afterwards.
 *
 * @throws AppError 413 as soon as there is more than `bytesAtMost`; 422 when there is nothing.
 */
export async function withIncoming<T>(
  pieces: AsyncIterable<Uint8Array>,
  { incomingDir, bytesAtMost }: { incomingDir: string; bytesAtMost: number },
  work: (file: IncomingFile) => Promise<T>,
): Promise<T> {
  await mkdir(incomingDir, { recursive: true, mode: 0o700 })
  const path = join(incomingDir, randomUUID())
  try {
    return await work(await write(path, pieces, bytesAtMost))
  } finally {
    await rm(path, { force: true })
  }
}

async function write(path: string, pieces: AsyncIterable<Uint8Array>, bytesAtMost: number): Promise<IncomingFile> {
  const hash = createHash('sha256')
  let bytes = 0
  const handle = await open(path, 'wx', 0o600)
  try {
    for await (const piece of pieces) {
      bytes += piece.byteLength
      if (bytes > bytesAtMost) throw tooLarge(bytesAtMost)
      hash.update(piece)
      await handle.writeFile(piece)
    }
  } finally {
    await handle.close()
  }
  if (bytes === 0) throw unprocessable('file_empty')
  return { path, hash: hash.digest('hex'), bytes }
}

export function tooLarge(bytesAtMost: number): AppError {
  const detail = `Tệp lớn hơn ${Math.floor(bytesAtMost / 1024 / 1024)} MB. Hãy nén nhỏ lại hoặc chia thành nhiều tệp.`
  return new AppError('file_too_large', 413, { detail })
}
