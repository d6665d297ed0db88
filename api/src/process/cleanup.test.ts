import { expect, test } from 'vitest'
import { Cleanup } from './cleanup.js'

test('what was started first is stopped last, each once, and one failure stops no other', async () => {
  const cleanup = new Cleanup()
  const stopped: string[] = []
  const failures: unknown[] = []
  const stop = (name: string) => async () => stopped.push(name)
  cleanup.add(stop('database'))
  cleanup.add(() => Promise.reject(new Error('worker')))
  cleanup.add(stop('app'))
  await cleanup.run((error) => failures.push(error))
  await cleanup.run((error) => failures.push(error))
  expect(stopped).toEqual(['app', 'database'])
  expect(failures).toEqual([new Error('worker')])
})
