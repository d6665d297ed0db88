import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'vite'
import { aliases } from './build/aliases.ts'
import { firstLoadLimit } from './build/first-load-limit.ts'
import { serviceWorker } from './build/service-worker.ts'

/** Parts of `src/ui` that a first page shows; none of them brings a library along. */
const COMMON_PARTS = [
  'AppButton',
  'BandBar',
  'BreadcrumbList',
  'DataTable',
  'EmptyNotice',
  'ErrorNotice',
  'ErrorSummary',
  'FormField',
  'LoadingNotice',
  'PageHeader',
  'PageMain',
  'RoofMark',
  'SectionHeader',
  'SelectField',
  'SkipLink',
  'StatusMark',
  'StatusShape',
  'TextField',
]

export default defineConfig({
  plugins: [
    vue(),
    serviceWorker(),
    firstLoadLimit({
      limitBytes: 150_000,
      // What a person waits for: the sign-in page, or the shell with the page it opens on.
      firstPages: {
        'sign in': ['src/features/access/messages.vi.json'],
        'my work': ['src/shell/AppShell.vue', 'src/features/work/WorkPage.vue', 'src/features/work/messages.vi.json'],
        overview: [
          'src/shell/AppShell.vue',
          'src/features/analysis/OverviewPage.vue',
          'src/features/analysis/messages.vi.json',
        ],
      },
    }),
  ],
  resolve: { alias: aliases },
  define: {
    __VUE_OPTIONS_API__: false,
    __VUE_PROD_DEVTOOLS__: false,
    __VUE_I18N_FULL_INSTALL__: false,
    __VUE_I18N_LEGACY_API__: false,
    __INTLIFY_PROD_DEVTOOLS__: false,
  },
  build: {
    // Data URLs would need `data:` in the content security policy of fonts and images.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            // On a slow line each file costs a round trip: small parts that most pages use travel together.
            {
              name: 'parts',
              test: new RegExp(`[\\\\/]web[\\\\/]src[\\\\/]ui[\\\\/](?:${COMMON_PARTS.join('|')})\\.vue`),
            },
          ],
        },
      },
    },
  },
  server: { proxy: { '/api': 'http://127.0.0.1:3000' } },
})
