import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'vitest/config'
import { aliases } from './build/aliases.ts'

export default defineConfig({
  plugins: [vue()],
  resolve: { alias: aliases },
  test: {
    name: 'web',
    environment: 'happy-dom',
    include: ['src/**/*.test.ts', 'build/**/*.test.ts', 'worker/**/*.test.ts'],
    setupFiles: ['src/testing/all-messages.ts'],
    restoreMocks: true,
    // The first test to open a page compiles it, on a busy machine slowly.
    testTimeout: 30_000,
    unstubGlobals: true,
  },
})
