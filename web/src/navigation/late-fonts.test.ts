import { QueryClient } from '@tanstack/vue-query'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { untilShown } from './first-shown'
import { bringFonts } from './late-fonts'

beforeEach(() => {
  vi.useFakeTimers()
  localStorage.clear()
  delete document.documentElement.dataset.fonts
  Object.defineProperty(document, 'fonts', { configurable: true, value: { ready: Promise.resolve() } })
})
afterEach(() => void vi.useRealTimers())

const fonts = () => document.documentElement.dataset.fonts

test('a first visit fetches its fonts when the page has its figures, not before', async () => {
  const client = new QueryClient()
  const brought = bringFonts(untilShown(Promise.resolve(), client))
  let answer: (value: string) => void = () => undefined
  void client.query({ queryKey: ['figures'], queryFn: () => new Promise<string>((done) => (answer = done)) })
  await vi.advanceTimersByTimeAsync(5_000)
  expect(fonts()).toBeUndefined()
  answer('12,23')
  await vi.advanceTimersByTimeAsync(1_000)
  await brought
  expect(fonts()).toBe('own')
})

test('a browser that has them shows them from the first moment on', async () => {
  const first = bringFonts(untilShown(Promise.resolve(), new QueryClient()))
  await vi.advanceTimersByTimeAsync(1_000)
  await first
  delete document.documentElement.dataset.fonts
  void bringFonts(new Promise(() => undefined))
  expect(fonts()).toBe('own')
})
