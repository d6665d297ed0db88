import { spawn } from 'node:child_process'
import { ROOT } from './root.mjs'

/** Process groups of the commands under way; each command leads one, so that none of its children outlives it. */
const running = new Set()

/**
 * Runs a command without input and collects what it writes.
 *
 * @param {readonly string[]} command - Program and arguments.
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, limitMs?: number, onLine?: (line: string) => void }} [options]
 * @returns {Promise<{ code: number, output: string }>} `code` is 124 when the time limit ended it.
 */
export function run(command, { cwd = ROOT, env = process.env, limitMs = 20 * 60_000 } = {}) {
  const [program, ...args] = command
  return new Promise((done) => {
    const isWindows = process.platform === 'win32'
    const child = spawn(program, args, {
      cwd,
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: !isWindows,
      // `npx` is a script there, and scripts start through the shell only.
      shell: isWindows,
    })
    running.add(child)
    const chunks = []
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => chunks.push(chunk))
    let isOverdue = false
    const timer = setTimeout(() => {
      isOverdue = true
      endGroup(child, 'SIGKILL')
    }, limitMs)
    const finish = (code, note = '') => {
      clearTimeout(timer)
      running.delete(child)
      // What the command left running in its group, such as a browser.
      endGroup(child, 'SIGKILL')
      done({ code, output: Buffer.concat(chunks).toString() + note })
    }
    child.on('error', (error) => finish(127, error.message))
    const conclude = (code) => {
      if (!running.has(child)) return
      if (isOverdue) finish(124, `\nQuá thời hạn ${limitMs / 1000} giây.`)
      else finish(code ?? 1)
    }
    child.on('close', conclude)
    // A grandchild that keeps the pipe open would hold us for ever.
    child.on('exit', (code) => setTimeout(conclude, 2_000, code).unref())
  })
}

/** Ends every command under way, politely first. */
export async function endAll() {
  for (const child of running) endGroup(child, 'SIGTERM')
  const giveUpAt = Date.now() + 8_000
  while (running.size > 0 && Date.now() < giveUpAt) await new Promise((done) => setTimeout(done, 50))
  for (const child of running) endGroup(child, 'SIGKILL')
}

function endGroup(child, signal) {
  try {
    if (process.platform === 'win32') child.kill(signal)
    else process.kill(-child.pid, signal)
  } catch {
    // Nobody is left in the group.
  }
}
