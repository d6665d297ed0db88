import { spawn } from 'node:child_process'
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { StartError } from '../../start-error.js'
import { lockDataDirectory } from './lock.js'
import { identifyProcess } from './processes.js'

let dataDir: string
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'ntm-lock-'))
})
afterEach(() => rm(dataDir, { recursive: true }))

const lockFile = () => join(dataDir, 'service.lock')
const hold = (pid: number, identity: string) => writeFile(lockFile(), JSON.stringify({ pid, identity }))

test('a living service is named and keeps its lock', async () => {
  const unlock = await lockDataDirectory(dataDir)
  await expect(lockDataDirectory(dataDir)).rejects.toThrow(new RegExp(`tiến trình ${process.pid}`))
  await unlock()
  await (
    await lockDataDirectory(dataDir)
  )()
  expect(await readdir(dataDir)).toEqual([])
})

test('of many that start at once exactly one gets the lock, also over one left by a killed service', async () => {
  await hold(await pidOfTheDead(), 'boot/1')
  const results = await Promise.allSettled(Array.from({ length: 12 }, () => lockDataDirectory(dataDir)))
  expect(results.filter((result) => result.status === 'fulfilled')).toHaveLength(1)
  for (const result of results) if (result.status === 'rejected') expect(result.reason).toBeInstanceOf(StartError)
  expect(await readdir(dataDir)).toEqual(['service.lock'])
})

test.runIf(process.platform === 'linux')('a number that went to another process fools nobody', async () => {
  await hold(process.ppid, 'another boot/123')
  const unlock = await lockDataDirectory(dataDir)
  expect(JSON.parse(await readFile(lockFile(), 'utf8'))).toEqual({
    pid: process.pid,
    identity: identifyProcess(process.pid),
  })
  await unlock()
})

test('a lock cut short by a power failure counts for nothing', async () => {
  await writeFile(lockFile(), '')
  await (
    await lockDataDirectory(dataDir)
  )()
})

async function pidOfTheDead(): Promise<number> {
  const child = spawn(process.execPath, ['--eval', ''])
  await new Promise((done) => child.once('exit', done))
  return child.pid ?? 0
}
