import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'vite'
import { aliases } from './build/aliases.ts'
import { firstLoadLimit } from './build/first-load-limit.ts'
import { precompress } from './build/precompress.ts'
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

/** What several pages of figures share. */
const FIGURE_PARTS = [
  'ui/SegmentedChoice',
  'charts/ChartFigure',
  ...[
    'AnalysisControls',
    'BasisLine',
    'ChangeMark',
    'TrendSpan',
    'useFindingText',
    'useSetNames',
    'useAccountables',
  ].map((name) => `features/analysis/${name}`),
].map((path) => path.replaceAll('/', String.raw`[\\/]`))

export default defineConfig({
  plugins: [
    vue(),
    serviceWorker(),
    precompress(),
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
            // On a slow line each file costs a round trip, and a browser asks for six at a time: what is needed together
            // travels together. What comes first in this list is taken first, with all that it needs.
            {
              name: 'parts',
              test: new RegExp(`[\\\\/]web[\\\\/]src[\\\\/]ui[\\\\/](?:${COMMON_PARTS.join('|')})\\.vue`),
              priority: 4,
            },
            // Stays with the entry: the sign-in page must not wait for what only the pages behind it need.
            {
              name: 'start',
              tags: ['$initial'],
              test: /[\\/]web[\\/]src[\\/]|node_modules|[\\/]shared[\\/]/,
              priority: 3,
            },
            {
              name: 'frame',
              test: /[\\/]web[\\/]src[\\/]shell[\\/](?:\w+Block|\w+List|\w+Bell|search[\\/]SearchButton)\.vue/,
              priority: 2,
            },
            {
              name: 'figures',
              test: new RegExp(`[\\\\/]web[\\\\/]src[\\\\/](?:${FIGURE_PARTS.join('|')})\\.`),
              priority: 1,
            },
          ],
        },
      },
    },
  },
  server: { proxy: { '/api': 'http://127.0.0.1:3000' } },
})
