import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { buildServer, install } from './lib/prepare.mjs'
import { Reported } from './lib/report.mjs'
import { requireNode, ROOT } from './lib/root.mjs'

requireNode()
try {
  await install()
  await buildServer()
} catch (error) {
  if (!(error instanceof Reported)) console.error(error)
  process.exit(1)
}

/** Compiler, service and pages, each starting over when what it reads has changed; the pages send `/api` to the service. */
const children = [
  start(ROOT, [
    join(ROOT, 'node_modules/typescript/bin/tsc'),
    '--build',
    '--watch',
    '--preserveWatchOutput',
    'shared',
    'api',
  ]),
  start(ROOT, ['--watch', '--watch-preserve-output', join(ROOT, 'api/dist/server.js')]),
  start(join(ROOT, 'web'), [join(ROOT, 'web/node_modules/vite/bin/vite.js')]),
]
let isStopping = false

function start(cwd, args) {
  const child = spawn(process.execPath, args, { cwd, stdio: ['ignore', 'inherit', 'inherit'] })
  // One that ends takes the others along: half a development server is a puzzle.
  child.on('exit', stop)
  return child
}

function stop() {
  if (isStopping) return
  isStopping = true
  for (const child of children) if (child.exitCode === null) child.kill('SIGTERM')
}

for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, stop)
