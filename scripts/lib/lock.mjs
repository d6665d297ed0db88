import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { CACHE } from './root.mjs'

/** Runs `work` while no other script of this checkout does the same; `npm start` and `npm test` may begin together. */
export async function exclusively(name, work) {
  mkdirSync(CACHE, { recursive: true })
  const lock = join(CACHE, `${name}.lock`)
  const draft = `${lock}.${process.pid}`
  while (!take(lock, draft)) {
    if (!isHeld(lock)) rmSync(lock, { recursive: true, force: true })
    await pause(200)
  }
  const release = () => rmSync(lock, { recursive: true, force: true })
  process.on('exit', release)
  try {
    return await work()
  } finally {
    process.off('exit', release)
    release()
  }
}

/** A directory takes the name of an existing one only if that is empty, so one of two takers fails. */
function take(lock, draft) {
  mkdirSync(draft, { recursive: true })
  writeFileSync(join(draft, 'pid'), String(process.pid))
  try {
    renameSync(draft, lock)
    return true
  } catch {
    rmSync(draft, { recursive: true, force: true })
    return false
  }
}

function isHeld(lock) {
  try {
    process.kill(Number(readFileSync(join(lock, 'pid'), 'utf8')), 0)
    return true
  } catch (error) {
    return error.code === 'EPERM'
  }
}
