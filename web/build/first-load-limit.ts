import { gzipSync } from 'node:zlib'
import type { Plugin } from 'vite'

interface Limit {
  limitBytes: number
  /** By name: modules, relative to `web/`, that `import()` brings before a person sees that page. */
  firstPages: Readonly<Record<string, readonly string[]>>
}

/** Fails the build when the gzipped JavaScript of a first page, entry included, exceeds the limit. */
export function firstLoadLimit({ limitBytes, firstPages }: Limit): Plugin {
  return {
    name: 'ntm:first-load-limit',
    apply: 'build',
    generateBundle(_options, bundle) {
      const chunks = Object.values(bundle).filter((output) => output.type === 'chunk')
      const byFile = new Map(chunks.map((chunk) => [chunk.fileName, chunk]))

      const collect = (fileName: string, into: Set<string>): void => {
        const chunk = byFile.get(fileName)
        if (!chunk || into.has(fileName)) return
        into.add(fileName)
        for (const imported of chunk.imports) collect(imported, into)
      }

      for (const [name, modules] of Object.entries(firstPages)) {
        const files = new Set<string>()
        for (const chunk of chunks.filter(({ isEntry, fileName }) => isEntry && fileName !== 'sw.js'))
          collect(chunk.fileName, files)
        for (const module of modules) {
          const chunk = chunks.find(({ facadeModuleId }) => facadeModuleId?.endsWith(`/web/${module}`))
          // A page that was renamed must not slip out of the count.
          if (!chunk) this.error(`first load of ${name}: no chunk of ${module}`)
          collect(chunk.fileName, files)
        }
        const bytes = [...files].reduce((sum, file) => sum + gzipSync(byFile.get(file)?.code ?? '').length, 0)
        const line = `first load of ${name}: ${(bytes / 1000).toFixed(1)} kB gzip`
        if (bytes > limitBytes) this.error(`${line}, more than ${limitBytes / 1000} kB`)
        else this.info(line)
      }
    },
  }
}
