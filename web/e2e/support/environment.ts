import { chmod, mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Makes an empty data directory for a service under test. */
export async function makeDataDirectory(): Promise<string> {
  const dataDir = await mkdtemp(join(tmpdir(), 'ntm-e2e-'))
  // As root, PostgreSQL runs under another account, which must be able to enter.
  await chmod(dataDir, 0o755)
  return dataDir
}

/** The environment of a service under test: nothing of the machine's own settings, above all no database. */
export function serviceEnvironment(dataDir: string): Record<string, string> {
  const { PATH = '', HOME = '', SYSTEMROOT = '' } = process.env
  return { PATH, HOME, SYSTEMROOT, NTM_ENV_FILE: '', NTM_DATA_DIR: dataDir, NTM_DEMO: '1' }
}
