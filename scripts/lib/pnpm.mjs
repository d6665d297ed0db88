import { accessSync, constants, mkdirSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { CACHE } from './root.mjs'
import { run } from './run.mjs'

const VERSION = '12.21.0'

let found

/** The command that starts pnpm: the installed one if it is of our major version, else one that npx fetches. */
export async function findPnpm() {
  found ??= await look()
  return found
}

async function look() {
  const installed = await run(['pnpm', '--version'], { env: toolEnvironment(), limitMs: 20_000 })
  const isOurs = installed.code === 0 && installed.output.trim().split('.')[0] === VERSION.split('.')[0]
  return isOurs ? ['pnpm'] : ['npx', '--yes', `pnpm@${VERSION}`]
}

/**
 * The environment for tools that install: they never ask, and they have a home they can write.
 *
 * Accounts such as `nobody` have `/nonexistent`.
 */
export function toolEnvironment() {
  const env = { ...process.env, CI: 'true', COREPACK_ENABLE_DOWNLOAD_PROMPT: '0', npm_config_update_notifier: 'false' }
  // pnpm would take the settings npm hands to its scripts for its own.
  for (const name of Object.keys(env))
    if (/^npm_config_(prefix|local_prefix|global_prefix)$/.test(name)) delete env[name]
  // It would leave out the tools that build.
  delete env.NODE_ENV
  if (isWritable(homedir())) return env
  const home = join(CACHE, 'home')
  mkdirSync(home, { recursive: true })
  return { ...env, HOME: home, npm_config_cache: join(home, '.npm') }
}

function isWritable(directory) {
  try {
    accessSync(directory, constants.W_OK)
    return true
  } catch {
    return false
  }
}
