import { execFile } from 'node:child_process'
import { rm } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import type { TestProject } from 'vitest/node'
import { makeDataDirectory, serviceEnvironment } from './environment.ts'
import { unpackChromium } from './unpack-chromium.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    /** A data directory with the demonstration data, for copying. */
    demonstration: string
  }
}

const SERVER = fileURLToPath(new URL('../../../api/dist/server.js', import.meta.url))

/** Loads the demonstration once for the run, and unpacks the browser meanwhile. */
export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
  const dataDir = await makeDataDirectory()
  const seed = promisify(execFile)(process.execPath, [SERVER, 'seed'], { env: serviceEnvironment(dataDir) })
  await Promise.all([seed, unpackChromium()])
  project.provide('demonstration', dataDir)
  return () => rm(dataDir, { recursive: true, force: true })
}
