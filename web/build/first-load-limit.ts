import { brotliCompressSync, gzipSync } from 'node:zlib'
import type { Plugin, Rolldown } from 'vite'

interface FirstPage {
  /** Relative to `web/`: what `import()` brings before a person sees the page. */
  modules: readonly string[]
  /** Of all that travels before it stands: scripts and styles packed as they are sent, with what each file costs. */
  travelLimitBytes: number
}

interface Limit {
  /** Of the JavaScript of a first page, gzipped, entry included. */
  limitBytes: number
  firstPages: Readonly<Record<string, FirstPage>>
}

/** Bytes that the headers of an answer cost, measured. */
const HEADER_BYTES = 470

/** Fails the build when a first page has more to fetch than a weak network brings in time. */
export function firstLoadLimit({ limitBytes, firstPages }: Limit): Plugin {
  return {
    name: 'ntm:first-load-limit',
    apply: 'build',
    generateBundle(_options, bundle) {
      const chunks = Object.values(bundle).filter((output) => output.type === 'chunk')
      const byFile = new Map(chunks.map((chunk) => [chunk.fileName, chunk]))

      const collect = (fileName: string, into: Set<Rolldown.OutputChunk>): void => {
        const chunk = byFile.get(fileName)
        if (!chunk || into.has(chunk)) return
        into.add(chunk)
        for (const imported of chunk.imports) collect(imported, into)
      }

      for (const [name, { modules, travelLimitBytes }] of Object.entries(firstPages)) {
        const needed = new Set<Rolldown.OutputChunk>()
        for (const chunk of chunks.filter(({ isEntry, fileName }) => isEntry && fileName !== 'sw.js'))
          collect(chunk.fileName, needed)
        for (const module of modules) {
          const chunk = chunks.find(({ moduleIds }) => moduleIds.some((id) => id.endsWith(`/web/${module}`)))
          // A page that was renamed must not slip out of the count.
          if (!chunk) this.error(`first load of ${name}: no chunk of ${module}`)
          collect(chunk.fileName, needed)
        }
        const codes = [...needed].map(({ code }) => code)
        const styles = [...new Set([...needed].flatMap(({ viteMetadata }) => [...(viteMetadata?.importedCss ?? [])]))]
        const sheets = styles
          .map((file) => bundle[file])
          .flatMap((output) => (output?.type === 'asset' ? [output.source] : []))
        const files = [...codes, ...sheets]
        const bytes = codes.reduce((sum, code) => sum + gzipSync(code).length, 0)
        const travel = files.reduce((sum, file) => sum + brotliCompressSync(file).length + HEADER_BYTES, 0)
        const line = `first load of ${name}: ${kilobytes(bytes)} of JavaScript gzip; ${kilobytes(travel)} in ${files.length} files`
        if (bytes > limitBytes) this.error(`${line}, more than ${kilobytes(limitBytes)}`)
        if (travel > travelLimitBytes) this.error(`${line}, in all more than ${kilobytes(travelLimitBytes)}`)
        this.info(line)
      }
    },
  }
}

function kilobytes(bytes: number): string {
  return `${(bytes / 1000).toFixed(1)} kB`
}
