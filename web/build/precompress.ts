import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import type { Plugin } from 'vite'

const PACKED = /\.(?:js|css|html|svg)$/
/** Bytes below which packing saves no packet. */
const LEAST_BYTES = 1024

/** Lays every file of the build beside itself packed as well as can be: the service sends what lies there. */
export function precompress(): Plugin {
  return {
    name: 'ntm:precompress',
    apply: 'build',
    async writeBundle({ dir = '' }, bundle) {
      const outputs = Object.values(bundle).filter(({ fileName }) => PACKED.test(fileName))
      await Promise.all(
        outputs.map(async (output) => {
          const bytes = Buffer.from(output.type === 'chunk' ? output.code : output.source)
          if (bytes.length < LEAST_BYTES) return
          const path = join(dir, output.fileName)
          const params = { [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length }
          await writeFile(`${path}.br`, await promisify(brotliCompress)(bytes, { params }))
          await writeFile(`${path}.gz`, await promisify(gzip)(bytes, { level: 9 }))
        }),
      )
    },
  }
}
