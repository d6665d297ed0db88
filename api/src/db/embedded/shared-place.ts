import { chmod, lstat, mkdir } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { StartError } from '../../start-error.js'

/**
 * Opens a directory of ours that every account of the machine can pass through, for root only.
 *
 * @returns `/var/lib/<name>`, or one in the directory for temporary files where that cannot be written.
 * @throws StartError if somebody else could change what lies there.
 */
export async function openSharedPlace(name: string): Promise<string> {
  for (const parent of ['/var/lib', tmpdir()]) {
    const place = join(parent, name)
    try {
      await mkdir(place, { mode: 0o711 })
      // The umask may have taken bits away.
      await chmod(place, 0o711)
      return place
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException
      if (code === 'EEXIST') return requireOurs(place)
      if (code !== 'EACCES' && code !== 'EROFS' && code !== 'ENOENT' && code !== 'EPERM') throw error
    }
  }
  throw new StartError('Không có nơi nào cho PostgreSQL nhúng: không ghi được vào /var/lib lẫn thư mục tạm.')
}

async function requireOurs(place: string): Promise<string> {
  const { uid, mode } = await lstat(place)
  const isDirectory = (await lstat(place)).isDirectory()
  if (isDirectory && uid === process.getuid?.() && (mode & 0o022) === 0) return place
  throw new StartError(`Thư mục ${place} không do tài khoản này tạo ra; hãy xem lại rồi xóa hoặc đổi tên nó.`)
}
