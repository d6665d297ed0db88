import { once } from 'node:events'
import { expect, test, vi } from 'vitest'
import { openStream } from './open-stream.js'

test('what is sent comes out, then the farewell, then the end', async () => {
  const stream = openStream(() => undefined)
  const closed = vi.fn()
  stream.onClose(closed)
  stream.send('một\n')
  stream.end('hết\n')
  stream.send('nữa\n')
  stream.end('lại\n')
  const parts: string[] = []
  for await (const part of stream.readable) parts.push(String(part))
  expect(parts.join('')).toBe('một\nhết\n')
  expect(closed).toHaveBeenCalledTimes(1)
})

test('a reader who takes nothing is cut off before much has gathered', async () => {
  const dropped = vi.fn()
  const stream = openStream(dropped)
  const closed = once(stream.readable, 'close')
  let sent = 0
  for (; dropped.mock.calls.length === 0; sent += 1) stream.send('x'.repeat(1_000))
  await closed
  expect(sent).toBeLessThan(70)
  stream.send('y')
  stream.end('z')
  expect(dropped).toHaveBeenCalledTimes(1)
  const late = vi.fn()
  stream.onClose(late)
  expect(late).toHaveBeenCalledTimes(1)
})

test('a reader who does not take the farewell is let go of all the same', async () => {
  vi.useFakeTimers()
  const stream = openStream(() => undefined)
  stream.send('một\n')
  stream.end('hết\n')
  await vi.advanceTimersByTimeAsync(5_000)
  expect(stream.readable.destroyed).toBe(true)
  vi.useRealTimers()
})
