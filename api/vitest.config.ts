import { defineConfig } from 'vitest/config'

export default defineConfig({
  // `source` reads @ntm/shared from its sources, so a test never runs against an old build.
  ssr: { resolve: { conditions: ['source', 'node', 'import'] } },
  resolve: { conditions: ['source'] },
  test: {
    name: 'api',
    include: ['src/**/*.test.ts'],
    globalSetup: ['src/testing/global-setup.ts'],
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
})
