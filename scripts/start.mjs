import { clearInterval, setInterval } from 'node:timers'
import { build, install } from './lib/prepare.mjs'
import { Reported } from './lib/report.mjs'
import { requireNode } from './lib/root.mjs'

requireNode()
try {
  await install()
  await build()
} catch (error) {
  if (!(error instanceof Reported)) console.error(error)
  process.exit(1)
}
stopWithNpm()

// In this very process: signals, exit code and process number are then those of the service itself.
await import('../api/dist/server.js')

/** Some shells between npm and us end without passing the signal on; the service must not outlive them unseen. */
function stopWithNpm() {
  if (process.env.npm_lifecycle_event === undefined) return
  const parent = process.ppid
  const timer = setInterval(() => {
    if (process.ppid === parent) return
    clearInterval(timer)
    process.kill(process.pid, 'SIGTERM')
  }, 250)
  timer.unref()
}
