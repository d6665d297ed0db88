import { gzipSync } from 'node:zlib'
import type { Plugin } from 'vite'

interface Limit {
  limitBytes: number
  /** Modules, relative to `web/`, that are loaded by `import()` before a person sees the first page. */
  firstPages: readonly (readonly string[])[]
}

/** Fails the build when the gzipped JavaScript of a first page exceeds the limit. */
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

      for (const page of firstPages) {
        const files = new Set<string>()
        for (const chunk of chunks) {
          const isOfPage = page.some((module) => chunk.facadeModuleId?.endsWith(`/web/${module}`))
          if (chunk.isEntry || isOfPage) collect(chunk.fileName, files)
        }
        const bytes = [...files].reduce((sum, file) => sum + gzipSync(byFile.get(file)?.code ?? '').length, 0)
        const line = `first load of ${page.at(-1) ?? ''}: ${(bytes / 1000).toFixed(1)} kB gzip`
        if (bytes > limitBytes) this.error(`${line}, more than ${limitBytes / 1000} kB`)
        else this.info(line)
      }
    },
  }
}
