import { build } from 'vite'
import { expect, test } from 'vitest'
import { firstLoadLimit } from './first-load-limit'

/** A page of the given size behind an entry that imports it when needed; the text does not compress. */
function buildPage(pageBytes: number, limitBytes: number, waited = ['src/Page.vue']) {
  const noise = Array.from({ length: pageBytes / 4 }, (_, index) => ((index * 2654435761) >>> 0).toString(36)).join('')
  const modules: Record<string, string> = {
    'virtual:entry': 'import("virtual:page/web/src/Page.vue")',
    'virtual:page/web/src/Page.vue': `console.log(${JSON.stringify(noise)})`,
  }
  return build({
    configFile: false,
    logLevel: 'silent',
    build: { write: false, rolldownOptions: { input: 'virtual:entry' }, modulePreload: false },
    plugins: [
      {
        name: 'virtual',
        resolveId: (id) => (id in modules ? id : undefined),
        load: (id) => modules[id],
      },
      firstLoadLimit({ limitBytes, firstPages: { page: waited } }),
    ],
  })
}

test('a first page below the limit is built', async () => {
  await expect(buildPage(2000, 50_000)).resolves.toBeDefined()
})

test('a page that is loaded on demand counts, and one too large fails the build', async () => {
  await expect(buildPage(40_000, 5000)).rejects.toThrow('more than 5 kB')
})

test('a first page that is no longer there fails the build rather than slip out of the count', async () => {
  await expect(buildPage(2000, 50_000, ['src/Gone.vue'])).rejects.toThrow('no chunk of src/Gone.vue')
})
