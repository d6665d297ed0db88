import { defineConfig } from 'vitest/config'
import base from './vitest.config.js'

const FILES = { races: 'race-all', workflow: 'walk-long', crash: 'crash-long' }
const only = (process.env.TORTURE_ONLY ?? '').split(',').filter((name) => name !== '')

/** The long runs of `npm run torture`; small doses are among the ordinary tests. */
export default defineConfig({
  ...base,
  test: {
    ...base.test,
    name: 'torture',
    include: Object.entries(FILES)
      .filter(([name]) => only.length === 0 || only.includes(name))
      .map(([, file]) => `src/testing/torture/${file}.torture.ts`),
    testTimeout: 0,
    hookTimeout: 300_000,
    // One after the other: each takes the whole machine.
    fileParallelism: false,
    disableConsoleIntercept: true,
    provide: {
      torture: {
        count: process.env.TORTURE_COUNT ? Number(process.env.TORTURE_COUNT) : null,
        seed: Number(process.env.TORTURE_SEED ?? Date.now() % 1_000_000_000),
      },
    },
  },
})
