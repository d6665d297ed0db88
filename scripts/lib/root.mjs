import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The checkout. */
export const ROOT = dirname(dirname(dirname(fileURLToPath(import.meta.url))))

/** Stamps, logs and unpacked programs; may be deleted at any time. */
export const CACHE = join(ROOT, '.cache')

const OLDEST_NODE = [20, 19]

/** Ends the program with one line on a Node that is too old to run it. */
export function requireNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
  if (major > OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor >= OLDEST_NODE[1])) return
  console.error(`Cần Node.js ${OLDEST_NODE.join('.')} trở lên; máy này có ${process.versions.node}.`)
  process.exit(1)
}
