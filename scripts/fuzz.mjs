import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { testEnvironment } from './lib/environment.mjs'
import { buildServer, install } from './lib/prepare.mjs'
import { Reported } from './lib/report.mjs'
import { requireNode, ROOT } from './lib/root.mjs'

/**
 * `npm run fuzz` sends 50,000 requests made up from the OpenAPI document as each role.
 *
 * `-- --count 5000` sends another number, `--seed 7` repeats a run, `--as districtOfficer,client` tries some roles only.
 */
const options = {
  count: { type: 'string', default: '50000' },
  seed: { type: 'string', default: String(Date.now() % 1_000_000_000) },
  as: { type: 'string', default: '' },
}

requireNode()
const { count, seed, as } = readOptions()
try {
  await install()
  await buildServer()
} catch (error) {
  if (!(error instanceof Reported)) console.error(error)
  process.exit(1)
}
process.exit(await show([join(ROOT, 'node_modules/vitest/vitest.mjs'), 'run', '--config', 'vitest.fuzz.config.ts']))

function readOptions() {
  try {
    const { values } = parseArgs({ options })
    if (/^[1-9]\d{0,8}$/.test(values.count) && /^\d{1,9}$/.test(values.seed)) return values
  } catch {
    // Said below.
  }
  console.error('Cách dùng: npm run fuzz -- --count 50000 --seed 7 --as districtOfficer,client')
  process.exit(2)
}

/** What it finds goes straight to the terminal. Ctrl-C reaches it as well as us, and it stops what it started. */
function show(args) {
  process.on('SIGINT', () => undefined)
  return new Promise((done) => {
    const child = spawn(process.execPath, args, {
      cwd: join(ROOT, 'api'),
      env: { ...testEnvironment(), FUZZ_COUNT: count, FUZZ_SEED: seed, FUZZ_ROLES: as },
      stdio: ['ignore', 'inherit', 'inherit'],
    })
    child.on('exit', (code) => done(code ?? 1))
  })
}
