import { defineConfig } from 'vitest/config'
import base from './vitest.config.js'

const readNumber = (name: string, usual: number) => Number(process.env[name] ?? usual)

/** The long run of `npm run fuzz`; a small dose is among the ordinary tests. */
export default defineConfig({
  ...base,
  test: {
    ...base.test,
    name: 'fuzz',
    include: ['src/testing/fuzz/long-run.fuzz.ts'],
    testTimeout: 0,
    disableConsoleIntercept: true,
    provide: {
      fuzz: {
        count: readNumber('FUZZ_COUNT', 50_000),
        seed: readNumber('FUZZ_SEED', Date.now() % 1_000_000_000),
        roles: (process.env.FUZZ_ROLES ?? '').split(',').filter((role) => role !== ''),
      },
    },
  },
})
