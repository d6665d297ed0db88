import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { testEnvironment } from './lib/environment.mjs'
import { buildServer, install } from './lib/prepare.mjs'
import { Reported } from './lib/report.mjs'
import { requireNode, ROOT } from './lib/root.mjs'

/**
 * `npm run torture` races many people for one sheet, walks the workflow at random, and kills the service and its
 * PostgreSQL under load, each against a real service.
 *
 * `-- --only races` (or `workflow`, `crash`, several with commas) runs some; `--count 500` sets the rounds, commands or
 * submissions of each; `--seed 7` repeats a run.
 */
const NAMES = ['races', 'workflow', 'crash']
const options = {
  only: { type: 'string', default: '' },
  count: { type: 'string', default: '' },
  seed: { type: 'string', default: String(Date.now() % 1_000_000_000) },
}

requireNode()
const { only, count, seed } = readOptions()
console.log(`seed ${seed}`)
try {
  await install()
  await buildServer()
} catch (error) {
  if (!(error instanceof Reported)) console.error(error)
  process.exit(1)
}
process.exit(await show([join(ROOT, 'node_modules/vitest/vitest.mjs'), 'run', '--config', 'vitest.torture.config.ts']))

function readOptions() {
  try {
    const { values } = parseArgs({ options })
    const isKnown = values.only.split(',').every((name) => name === '' || NAMES.includes(name))
    if (isKnown && /^([1-9]\d{0,6})?$/.test(values.count) && /^\d{1,9}$/.test(values.seed)) return values
  } catch {
    // Said below.
  }
  console.error(`Cách dùng: npm run torture -- --only ${NAMES.join(',')} --count 1000 --seed 7`)
  process.exit(2)
}

/** What it finds goes straight to the terminal. Ctrl-C reaches it as well as us, and it stops what it started. */
function show(args) {
  process.on('SIGINT', () => undefined)
  return new Promise((done) => {
    const child = spawn(process.execPath, args, {
      cwd: join(ROOT, 'api'),
      env: { ...testEnvironment(), TORTURE_ONLY: only, TORTURE_COUNT: count, TORTURE_SEED: seed },
      stdio: ['ignore', 'inherit', 'inherit'],
    })
    child.on('exit', (code) => done(code ?? 1))
  })
}
