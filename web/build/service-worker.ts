import { createHash } from 'node:crypto'
import { fileURLToPath } from 'node:url'
import type { Plugin } from 'vite'

const SOURCE = fileURLToPath(new URL('../worker/service-worker.ts', import.meta.url))
const FILE = 'sw.js'
/** Built from `public/`, which does not pass through the bundle. */
const PUBLIC = ['/favicon.svg']

/** Builds the worker that keeps the pages for a time without network, with the list of all files of the build. */
export function serviceWorker(): Plugin {
  return {
    name: 'ntm:service-worker',
    apply: 'build',
    buildStart() {
      this.emitFile({ type: 'chunk', id: SOURCE, fileName: FILE })
    },
    generateBundle: {
      order: 'post',
      handler(_options, bundle) {
        const worker = bundle[FILE]
        if (worker?.type !== 'chunk') this.error('the worker was not built')
        if (worker.imports.length > 0) this.error('the worker shares code with the pages: it has to be one file')
        const outputs = Object.values(bundle).filter(({ fileName }) => fileName !== FILE)
        const hash = createHash('sha256').update(worker.code)
        for (const output of outputs) {
          hash.update(output.fileName).update(output.type === 'chunk' ? output.code : output.source)
        }
        const files = [...outputs.map(({ fileName }) => `/${fileName}`), ...PUBLIC].sort()
        const build = { version: hash.digest('hex').slice(0, 16), files }
        worker.code = `const __BUILD__=${JSON.stringify(build)};${worker.code}`
      },
    },
  }
}
