import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { CACHE } from './root.mjs'

/** A failure whose log was shown already; scripts end with code 1 and print no stack. */
export class Reported extends Error {}

/**
 * Shows one step of the work and how long it took.
 *
 * @param {string} title - In Vietnamese.
 * @param {string} name - Of its log file.
 * @param {() => Promise<{ code: number, output: string }>} work
 * @throws {Reported} after printing the whole log, if it fails.
 */
export async function step(title, name, work) {
  const start = Date.now()
  console.log(`• ${title}…`)
  const { code, output } = await work()
  const seconds = ((Date.now() - start) / 1000).toFixed(1).replace('.', ',')
  if (code === 0) return console.log(`✓ ${title}: ${seconds} giây`)
  console.error(`✗ ${title}: không thành công\n${output.trim()}\n`)
  keepLog(name, output)
  throw new Reported(title)
}

function keepLog(name, output) {
  const file = join(CACHE, 'logs', `${name}.log`)
  mkdirSync(join(CACHE, 'logs'), { recursive: true })
  writeFileSync(file, output)
  console.error(`Nhật ký: ${file}`)
}
