import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { StreamEvent } from '@/api/read-events'
import { shareEvents } from './share-events'

/** Locks as browsers have them: one holder a name, the others in the order in which they asked. */
function stubLocks(): void {
  const queues = new Map<string, Promise<unknown>>()
  const request = (
    name: string,
    { signal }: { signal: AbortSignal },
    work: () => Promise<unknown>,
  ): Promise<unknown> => {
    const turn = (queues.get(name) ?? Promise.resolve()).then(() => (signal.aborted ? undefined : work()))
    queues.set(
      name,
      turn.catch(() => undefined),
    )
    return turn
  }
  vi.stubGlobal('navigator', { locks: { request } })
}

/** What one tab says is heard by all others but those that the browser has put to sleep. */
class FakeChannel extends EventTarget {
  static readonly open: FakeChannel[] = []
  /** By the order in which they were opened. */
  static readonly asleep = new Set<number>()
  constructor() {
    super()
    FakeChannel.open.push(this)
  }
  postMessage(data: unknown): void {
    FakeChannel.open.forEach((channel, index) => {
      if (channel === this || FakeChannel.asleep.has(index)) return
      channel.dispatchEvent(Object.assign(new Event('message'), { data }))
    })
  }
  close(): void {
    this.postMessage = () => undefined
  }
}

const settle = () => new Promise((done) => setTimeout(done, 30))
const change = (id: string): StreamEvent => ({ name: 'changes', data: {}, id })

interface Reading {
  tab: string
  from: string | undefined
  send: (event: StreamEvent) => void
}

function setUp() {
  const readings: Reading[] = []
  const heard: Record<string, string[]> = {}
  const gaps: string[] = []
  const live: Record<string, boolean> = {}
  const openTab = (tab: string) => {
    heard[tab] = []
    return shareEvents({
      name: 'ntm.events/test',
      read: (onEvent, onLive, lastId, signal) => {
        readings.push({ tab, from: lastId(), send: onEvent })
        onLive(true)
        return new Promise((done) => signal.addEventListener('abort', () => done()))
      },
      onEvent: ({ id = '' }) => heard[tab]?.push(id),
      onGap: () => gaps.push(tab),
      onLive: (isLive) => void (live[tab] = isLive),
    })
  }
  return { readings, heard, gaps, live, openTab }
}

beforeEach(() => {
  stubLocks()
  FakeChannel.open.length = 0
  vi.stubGlobal('BroadcastChannel', FakeChannel)
})
afterEach(() => vi.unstubAllGlobals())

test('one tab reads, all hear, and the next one goes on where the first stopped', async () => {
  const { readings, heard, live, openTab } = setUp()
  const [one, two] = [openTab('one'), openTab('two')]
  one.begin()
  two.begin()
  await settle()
  expect(readings.map(({ tab }) => tab)).toEqual(['one'])
  readings[0]?.send(change('5:5:'))
  await settle()
  expect(heard).toEqual({ one: ['5:5:'], two: ['5:5:'] })
  expect(live).toEqual({ one: true, two: true })
  one.pause()
  await settle()
  expect(readings.at(-1)).toMatchObject({ tab: 'two', from: '5:5:' })
  readings.at(-1)?.send(change('6:6:'))
  await settle()
  expect(heard.one).toEqual(['5:5:', '6:6:'])
  one.close()
  two.close()
})

test('a tab that joins while another reads has missed nothing; one that was asleep asks for everything', async () => {
  const { readings, heard, gaps, openTab } = setUp()
  const [one, two] = [openTab('one'), openTab('two')]
  one.begin()
  two.begin()
  await settle()
  readings[0]?.send(change('5:5:'))
  const three = openTab('three')
  three.begin()
  await settle()
  expect(gaps).toEqual([])

  two.pause()
  FakeChannel.asleep.add(1)
  readings[0]?.send(change('6:6:'))
  FakeChannel.asleep.clear()
  two.begin()
  await settle()
  expect(heard).toMatchObject({ two: ['5:5:'], three: ['6:6:'] })
  expect(gaps).toEqual(['two'])
  for (const tab of [one, two, three]) tab.close()
})

test('without locks each tab reads for itself', async () => {
  vi.stubGlobal('navigator', {})
  const { readings, openTab } = setUp()
  const tabs = [openTab('one'), openTab('two')]
  tabs.forEach((tab) => tab.begin())
  await settle()
  expect(readings.map(({ tab }) => tab)).toEqual(['one', 'two'])
  tabs.forEach((tab) => tab.close())
})
