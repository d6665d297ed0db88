import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { build, install } from './lib/prepare.mjs'
import { Reported } from './lib/report.mjs'
import { requireNode, ROOT } from './lib/root.mjs'

/** `npm run bench -- [options]` measures requests; `npm run bench -- <name> [options]` runs another file of `api/bench`. */
const given = process.argv.slice(2)
const [name = '', ...options] = given[0] === undefined || given[0].startsWith('--') ? ['requests', ...given] : given

requireNode()
try {
  await install()
  await build()
} catch (error) {
  if (!(error instanceof Reported)) console.error(error)
  process.exit(1)
}
process.exit(await show(join(ROOT, 'api/bench', `${name}.mjs`)))

/** What it measures goes straight to the terminal. Ctrl-C reaches it as well as us, and it stops what it started. */
function show(file) {
  const ignore = () => undefined
  process.on('SIGINT', ignore)
  return new Promise((done) => {
    const child = spawn(process.execPath, [file, ...options], { cwd: ROOT, stdio: ['ignore', 'inherit', 'inherit'] })
    child.on('exit', (code) => {
      process.off('SIGINT', ignore)
      done(code ?? 1)
    })
  })
}
