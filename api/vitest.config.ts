import { defineConfig } from 'vitest/config'

export default defineConfig({
  // `source` reads @ntm/shared from its sources, so a test never runs against an old build.
  // Not `import`: the workers of vitest pass it on to Node, where `require` would then find ES modules.
  ssr: { resolve: { conditions: ['source', 'node'] } },
  resolve: { conditions: ['source'] },
  test: {
    name: 'api',
    include: ['src/**/*.test.ts'],
    globalSetup: ['src/testing/global-setup.ts'],
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
})
