import { access, chmod, constants, mkdir, stat } from 'node:fs/promises'
import { dirname } from 'node:path'
import { StartError } from '../../start-error.js'

/**
 * Makes the data directory if it is missing.
 *
 * @throws StartError if it cannot be made or written.
 */
export async function openDataDirectory(dataDir: string): Promise<void> {
  try {
    if (await makeDirectory(dataDir)) await chmod(dataDir, 0o755)
    await access(dataDir, constants.R_OK | constants.W_OK | constants.X_OK)
    if (!(await stat(dataDir)).isDirectory()) throw new Error('not a directory')
  } catch (cause) {
    throw new StartError(`Không ghi được vào thư mục dữ liệu ${dataDir} (NTM_DATA_DIR).`, { cause })
  }
}

/** False if it was there. Not `recursive: true`: under `/proc` that never ends and takes all memory (Node 20). */
async function makeDirectory(path: string): Promise<boolean> {
  if (await exists(path)) return false
  if (!(await exists(dirname(path)))) await makeDirectory(dirname(path))
  await mkdir(path)
  return true
}

function exists(path: string): Promise<boolean> {
  return stat(path).then(Boolean, () => false)
}
