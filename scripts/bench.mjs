import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { build, install } from './lib/prepare.mjs'
import { Reported } from './lib/report.mjs'
import { requireNode, ROOT } from './lib/root.mjs'

/** `npm run bench` measures requests; `npm run bench -- <name>` runs another file of `api/bench`. */
const names = process.argv.length > 2 ? process.argv.slice(2) : ['requests']

requireNode()
try {
  await install()
  await build()
} catch (error) {
  if (!(error instanceof Reported)) console.error(error)
  process.exit(1)
}
for (const name of names) {
  const code = await show(join(ROOT, 'api/bench', `${name}.mjs`))
  if (code !== 0) process.exit(code)
}

/** What it measures goes straight to the terminal. Ctrl-C reaches it as well as us, and it stops what it started. */
function show(file) {
  const ignore = () => undefined
  process.on('SIGINT', ignore)
  return new Promise((done) => {
    const child = spawn(process.execPath, [file], { cwd: ROOT, stdio: ['ignore', 'inherit', 'inherit'] })
    child.on('exit', (code) => {
      process.off('SIGINT', ignore)
      done(code ?? 1)
    })
  })
}
