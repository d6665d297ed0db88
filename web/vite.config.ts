import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'vite'
import { aliases } from './build/aliases.ts'
import { FILE_GROUPS } from './build/file-groups.ts'
import { firstLoadLimit } from './build/first-load-limit.ts'
import { precompress } from './build/precompress.ts'
import { serviceWorker } from './build/service-worker.ts'

/** A page of a feature with its words, and bytes that may travel before it stands: 50,000 take a second on a weak network. */
function firstPage(page: string, travelLimitBytes: number) {
  const [feature = ''] = page.split('/')
  const frame = feature === 'access' ? [] : ['src/shell/AppShell.vue']
  return { modules: [...frame, `src/features/${page}`, `src/features/${feature}/messages.vi.json`], travelLimitBytes }
}

export default defineConfig({
  plugins: [
    vue(),
    serviceWorker(),
    precompress(),
    firstLoadLimit({
      limitBytes: 110_000,
      // What a person waits for: the sign-in page, or the frame with the page it opens on.
      firstPages: {
        'sign in': firstPage('access/SignInPage.vue', 79_000),
        'my work': firstPage('work/WorkPage.vue', 99_000),
        overview: firstPage('analysis/OverviewPage.vue', 108_000),
        sheet: firstPage('assessments/SheetPage.vue', 111_000),
      },
    }),
  ],
  resolve: { alias: aliases },
  define: {
    __VUE_OPTIONS_API__: false,
    __VUE_PROD_DEVTOOLS__: false,
  },
  build: {
    // Data URLs would need `data:` in the content security policy of fonts and images.
    assetsInlineLimit: 0,
    modulePreload: {
      polyfill: false,
      // What the page itself asks for is not named once more with each part.
      resolveDependencies: (_file, files, { hostType }) =>
        hostType === 'html' ? files : files.filter((file) => !/\/(first|pages|vendor|start)-/.test(file)),
    },
    rolldownOptions: { output: { codeSplitting: { groups: FILE_GROUPS } } },
  },
  server: { proxy: { '/api': 'http://127.0.0.1:3000' } },
})
