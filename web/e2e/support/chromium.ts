import { access } from 'node:fs/promises'
import { chromium, type Browser } from 'playwright-core'
import { unpackChromium } from './unpack-chromium.ts'

/**
 * Not the list of the package: that has `--single-process`, which dies with the first closed page, and
 * `--disable-web-security`. No sandbox: it needs rights that root and containers lack, and only our own pages are opened.
 */
const ARGUMENTS = ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', '--font-render-hinting=none']

const INSTALLED = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:/Program Files/Google/Chrome/Application/chrome.exe',
]

/**
 * Starts a real Chromium: the one from the package registry, the same for everybody, else one that is installed.
 *
 * @throws if there is neither, or it does not start.
 */
export async function launchChromium(): Promise<Browser> {
  const packaged = await unpackChromium()
  const failures: unknown[] = []
  if (packaged) {
    const { executablePath, env } = packaged
    try {
      return await chromium.launch({ executablePath, args: ARGUMENTS, env: { ...homeOf(process.env), ...env } })
    } catch (error) {
      failures.push(error)
    }
  }
  for (const executablePath of INSTALLED) {
    if (!(await isThere(executablePath))) continue
    try {
      return await chromium.launch({ executablePath, args: ARGUMENTS })
    } catch (error) {
      failures.push(error)
    }
  }
  throw new AggregateError(failures, 'No Chromium starts on this machine')
}

/** Only what a program needs to run; Chromium also writes below its home. */
function homeOf(env: NodeJS.ProcessEnv): Record<string, string> {
  const { PATH = '', HOME = '/tmp', LANG = 'C.UTF-8' } = env
  return { PATH, HOME, LANG }
}

function isThere(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  )
}
