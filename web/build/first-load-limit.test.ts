import { build } from 'vite'
import { expect, test } from 'vitest'
import { firstLoadLimit } from './first-load-limit'

/** A page of the given size behind an entry that imports it when needed; the text does not compress. */
function buildPage(
  pageBytes: number,
  limits: Partial<{ limitBytes: number; travelLimitBytes: number }>,
  waited = 'src/Page.vue',
) {
  const { limitBytes = 50_000, travelLimitBytes = 100_000 } = limits
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
      firstLoadLimit({ limitBytes, firstPages: { page: { modules: [waited], travelLimitBytes } } }),
    ],
  })
}

test('a first page below the limit is built', async () => {
  await expect(buildPage(2000, {})).resolves.toBeDefined()
})

test('a page that is loaded on demand counts, and one too large fails the build', async () => {
  await expect(buildPage(40_000, { limitBytes: 5000 })).rejects.toThrow('more than 5.0 kB')
})

test('what travels is counted with what each file costs, and too much fails the build', async () => {
  // Two files of a few hundred bytes: their headers cost more.
  await expect(buildPage(100, { travelLimitBytes: 900 })).rejects.toThrow('in all more than 0.9 kB')
  await expect(buildPage(100, { travelLimitBytes: 3000 })).resolves.toBeDefined()
})

test('a first page that is no longer there fails the build rather than slip out of the count', async () => {
  await expect(buildPage(2000, {}, 'src/Gone.vue')).rejects.toThrow('no chunk of src/Gone.vue')
})
