import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { ROOT } from './root.mjs'

const SKIPPED = new Set(['node_modules', 'dist', 'coverage', 'e2e', '.tmp'])

/**
 * One number for the content of files and directories of the checkout, tests left out.
 *
 * Of the content, not of its dates: a fresh clone or a switch of branches must not count as a change.
 */
export function hashSources(paths, { tests = false } = {}) {
  const hash = createHash('sha256').update(`${process.platform} ${process.arch} ${process.versions.modules}`)
  for (const path of paths) {
    for (const file of listFiles(path)) {
      if (tests || !file.includes('.test.')) hash.update(`\n${file}\n`).update(readFileSync(join(ROOT, file)))
    }
  }
  return hash.digest('hex')
}

function listFiles(path) {
  const full = join(ROOT, path)
  if (!existsSync(full)) return []
  if (statSync(full).isFile()) return [path]
  return readdirSync(full)
    .filter((name) => !SKIPPED.has(name) && !name.endsWith('.tsbuildinfo'))
    .sort()
    .flatMap((name) => listFiles(join(path, name)))
}

export function isStamped(file, value) {
  return existsSync(file) && readFileSync(file, 'utf8') === value
}

export function stamp(file, value) {
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, value)
}
