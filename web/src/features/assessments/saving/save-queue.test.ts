import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { AssessmentPatch } from '@ntm/shared/assessments/wire'
import { NO_ANSWER, type Edit } from './edits'
import { unsavedEdits, type Base, type QueueState } from './queue-state'
import type { Failure } from './queue-options'
import { createSaveQueue } from './save-queue'
import { buildSheet } from './testing/builders'
import { createUnsentStore } from './unsent-store'

class Refusal extends Error {
  constructor(readonly failure: Failure) {
    super(failure.kind)
  }
}
const NETWORK = new Refusal({ kind: 'network' })
const STALE = new Refusal({ kind: 'stale' })

const answer = (measure: string, value: number | null): Edit => ({
  kind: 'answer',
  measure,
  answer: { ...NO_ANSWER, value },
})

function memoryStorage() {
  const kept = new Map<string, string>()
  return {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
  }
}

/** A service with one sheet that answers a patch when told to, and a queue that talks to it. */
function setUp(storage = memoryStorage()) {
  let base: Base = { sheet: buildSheet(), etag: '"1"' }
  const requests: { etag: string; patch: AssessmentPatch; settle: (fault?: Error) => Promise<void> }[] = []
  let states: QueueState[] = []

  const load = vi.fn(() => Promise.resolve(base))
  const patch = vi.fn(
    (etag: string, body: AssessmentPatch) =>
      new Promise<Base>((resolve, reject) => {
        const settle = async (fault?: Error) => {
          if (fault) reject(fault)
          else {
            write(body)
            resolve(base)
          }
          await vi.advanceTimersByTimeAsync(0)
        }
        requests.push({ etag, patch: body, settle })
      }),
  )

  /** Somebody's change reaches the sheet. */
  function write(body: AssessmentPatch, sheet: Parameters<typeof buildSheet>[0] = {}) {
    const values = { ...Object.fromEntries(base.sheet.values.map((each) => [each.measure, each])), ...sheet.values }
    for (const { measure, value = null } of body.values ?? []) values[measure] = { ...values[measure], value }
    base = { sheet: buildSheet({ ...sheet, values }), etag: `"${Number(JSON.parse(base.etag)) + 1}"` }
  }

  const queue = createSaveQueue({
    load,
    patch,
    classify: (error) => (error instanceof Refusal ? error.failure : { kind: 'blocked' }),
    store: createUnsentStore('key', storage),
    now: () => Date.now(),
    onChange: (state) => states.push(state),
  })
  const sentValues = () => requests.map((request) => request.patch.values)
  const request = (index: number) => {
    const found = requests[index]
    if (!found) throw new RangeError(`Only ${requests.length} requests were made`)
    return found
  }
  const clear = () => (states = [])
  return { queue, load, write, requests, request, sentValues, storage, clear, kept: () => storage.getItem('key') }
}

async function open(service: ReturnType<typeof setUp>) {
  await service.queue.open()
  return service
}
const pass = (milliseconds = 0) => vi.advanceTimersByTimeAsync(milliseconds)

beforeEach(() => vi.useFakeTimers({ now: new Date('2019-07-22T01:12:00Z') }))
afterEach(() => vi.useRealTimers())

test('an edit goes out with the ETag that was read, and is then known as saved at that time', async () => {
  const { queue, request, sentValues, kept } = await open(setUp())
  queue.put(answer('11.1', 8.2))
  await pass()
  expect(sentValues()).toEqual([[{ measure: '11.1', value: 8.2 }]])
  expect(request(0).etag).toBe('"1"')
  expect([...queue.state.underWay.keys()]).toEqual(['answer/11.1'])
  await request(0).settle()
  expect(queue.state.savedAt.get('answer/11.1')).toBe(Date.parse('2019-07-22T01:12:00Z'))
  expect(unsavedEdits(queue.state).size).toBe(0)
  expect(kept()).toBeNull()
})

test('never are two requests under way: what is written meanwhile goes into the next one, on the newest ETag', async () => {
  const { queue, requests, request, sentValues } = await open(setUp())
  queue.put(answer('11.1', 8))
  await pass()
  queue.put(answer('12.1', 94))
  queue.put(answer('12.1', 95))
  queue.put(answer('11.1', 8.2))
  await pass(120_000)
  expect(requests).toHaveLength(1)
  await request(0).settle()
  expect(sentValues()[1]).toEqual([
    { measure: '12.1', value: 95 },
    { measure: '11.1', value: 8.2 },
  ])
  expect(request(1).etag).toBe('"2"')
})

test('a text being typed is sent once, when the typing pauses', async () => {
  const { queue, requests } = await open(setUp())
  for (const text of ['M', 'Mư', 'Mưa']) {
    queue.put({ kind: 'obstacle', criterion: 11, text }, 800)
    await pass(300)
  }
  expect(requests).toHaveLength(0)
  await pass(800)
  expect(requests.map(({ patch }) => patch.criteria)).toEqual([[{ number: 11, obstacle: 'Mưa' }]])
})

test('with the network gone edits wait, are tried again with growing pauses, and go out in one request', async () => {
  const { queue, requests, request, sentValues } = await open(setUp())
  queue.put(answer('11.1', 8.2))
  await pass()
  await request(0).settle(NETWORK)
  expect(queue.state.trouble).toEqual({ kind: 'network', failures: 1 })
  queue.put(answer('12.1', 95))
  await pass(1_000)
  expect(requests).toHaveLength(2)
  await request(1).settle(NETWORK)
  await pass(1_999)
  expect(requests).toHaveLength(2)
  await pass(1)
  expect(sentValues()[2]).toEqual([
    { measure: '11.1', value: 8.2 },
    { measure: '12.1', value: 95 },
  ])
  await request(2).settle()
  expect(queue.state.trouble).toBeUndefined()
})

test('a busy service is left alone for as long as it asks', async () => {
  const { queue, requests, request } = await open(setUp())
  queue.put(answer('11.1', 8.2))
  await pass()
  await request(0).settle(new Refusal({ kind: 'network', retryAfterSeconds: 30 }))
  await pass(29_999)
  expect(requests).toHaveLength(1)
  await pass(1)
  expect(requests).toHaveLength(2)
})

test('when the network is back, what waits goes out at once', async () => {
  const { queue, requests, request } = await open(setUp())
  queue.put(answer('11.1', 8.2))
  await pass()
  await request(0).settle(NETWORK)
  queue.retry()
  expect(requests).toHaveLength(2)
})

test('what was unsent is taken up after a reload of the page, in the order it was written', async () => {
  const first = await open(setUp())
  first.queue.put(answer('12.1', 95), 60_000)
  first.queue.put(answer('11.1', 8.2), 60_000)
  const second = await open(setUp(first.storage))
  await pass()
  expect(second.sentValues()).toEqual([
    [
      { measure: '12.1', value: 95 },
      { measure: '11.1', value: 8.2 },
    ],
  ])
})

test('what was unsent and has reached the sheet after all is not sent again', async () => {
  const first = await open(setUp())
  first.queue.put(answer('11.1', 8.2), 60_000)
  const second = setUp(first.storage)
  second.write({ values: [{ measure: '11.1', value: 8.2 }] })
  await second.queue.open()
  await pass()
  expect(second.requests).toHaveLength(0)
  expect(second.kept()).toBeNull()
})

test('somebody else was faster: what only one of both changed merges by itself, and it is said what was taken', async () => {
  const { queue, write, request } = await open(setUp())
  queue.put(answer('11.1', 8.2))
  await pass()
  write({ values: [{ measure: '12.1', value: 90 }] })
  await request(0).settle(STALE)
  expect(queue.state.taken).toEqual(['answer/12.1'])
  expect(request(1)).toMatchObject({ etag: '"2"', patch: { values: [{ measure: '11.1', value: 8.2 }] } })
  await request(1).settle()
  expect(queue.state.base?.sheet.values.find(({ measure }) => measure === '12.1')?.value).toBe(90)
})

/** Both wrote in 11.1 at once; 12.1 was written here alone. */
async function clash() {
  const service = await open(setUp())
  service.queue.put(answer('11.1', 8.2))
  service.queue.put(answer('12.1', 95))
  await pass()
  service.write({ values: [{ measure: '11.1', value: 9 }] })
  await service.request(0).settle(STALE)
  return service
}
const CONFLICT = { mine: answer('11.1', 8.2), theirs: answer('11.1', 9) }

test('where both wrote in one field neither is overwritten: it waits for a choice, the others go on', async () => {
  const { queue, request, sentValues, kept } = await clash()
  expect(queue.state.conflicts).toEqual(new Map([['answer/11.1', CONFLICT]]))
  expect(sentValues()[1]).toEqual([{ measure: '12.1', value: 95 }])
  await request(1).settle()
  await pass(120_000)
  expect(sentValues()).toHaveLength(2)
  expect(unsavedEdits(queue.state)).toEqual(new Map([['answer/11.1', answer('11.1', 8.2)]]))
  expect(kept()).toContain('8.2')
})

test('what is kept by choice goes out over the sheet as it stands; what is given up is forgotten', async () => {
  const one = await clash()
  await one.request(1).settle()
  one.queue.choose(new Map([['answer/11.1', 'mine']]))
  await pass()
  expect(one.request(2)).toMatchObject({ etag: '"3"', patch: { values: [{ measure: '11.1', value: 8.2 }] } })
  await one.request(2).settle()
  expect([unsavedEdits(one.queue.state).size, one.kept()]).toEqual([0, null])

  const other = await clash()
  await other.request(1).settle()
  other.queue.choose(new Map([['answer/11.1', 'theirs']]))
  await pass(120_000)
  expect(other.requests).toHaveLength(2)
  expect([unsavedEdits(other.queue.state).size, other.kept()]).toEqual([0, null])
})

test('after a choice the field is in conflict again only when it changes once more', async () => {
  const { queue, write, request } = await clash()
  await request(1).settle()
  queue.choose(new Map([['answer/11.1', 'mine']]))
  await pass()
  write({ values: [{ measure: '13.1', value: 1 }] })
  await request(2).settle(STALE)
  expect(queue.state.conflicts.size).toBe(0)
  write({ values: [{ measure: '11.1', value: 10 }] })
  await request(3).settle(STALE)
  expect(queue.state.conflicts.get('answer/11.1')?.theirs).toEqual(answer('11.1', 10))
})

test('what is written into a field in conflict takes the place of what stood for me, and agreeing settles it', async () => {
  const { queue } = await clash()
  queue.put(answer('11.1', 8.5))
  expect(queue.state.conflicts.get('answer/11.1')?.mine).toEqual(answer('11.1', 8.5))
  queue.put(answer('11.1', 9))
  expect([queue.state.conflicts.size, queue.state.waiting.size]).toEqual([0, 0])
})

test('an edit that waited through a reload is in conflict too with what was written meanwhile', async () => {
  const first = await open(setUp())
  first.queue.put(answer('11.1', 8.2), 60_000)
  const second = setUp(first.storage)
  second.write({ values: [{ measure: '11.1', value: 9 }] })
  await second.queue.open()
  await pass()
  expect(second.queue.state.conflicts.get('answer/11.1')).toEqual(CONFLICT)
  expect(second.requests).toHaveLength(0)
})

test('text begun before somebody else changed the field does not go over their word unasked', async () => {
  const { queue, write, requests } = await open(setUp())
  write({ values: [{ measure: '11.1', value: 9 }] })
  await queue.open()
  queue.put(answer('11.1', 8.2), 0, answer('11.1', null))
  await pass()
  expect(queue.state.conflicts.get('answer/11.1')).toEqual(CONFLICT)
  expect(requests).toHaveLength(0)
})

test('a newer edit over one whose answer was lost is no conflict with oneself', async () => {
  const { queue, write, request } = await open(setUp())
  queue.put(answer('11.1', 8))
  await pass()
  write({ values: [{ measure: '11.1', value: 8 }] })
  await request(0).settle(NETWORK)
  queue.put(answer('11.1', 8.2))
  await pass(1_000)
  await request(1).settle(STALE)
  expect(queue.state.conflicts.size).toBe(0)
  expect(request(2).patch.values).toEqual([{ measure: '11.1', value: 8.2 }])
})

test('a sheet seen before is worked on without the network, and read anew before anything goes out', async () => {
  const { queue, load, write, requests, request } = setUp()
  load.mockResolvedValueOnce({ sheet: buildSheet(), etag: '"1"', recalledFrom: 5 })
  await queue.open()
  expect(queue.state.trouble?.kind).toBe('network')
  queue.put(answer('11.1', 8.2))
  queue.put(answer('12.1', 95))
  write({ values: [{ measure: '11.1', value: 9 }] })
  await pass(1_000)
  expect(load).toHaveBeenLastCalledWith(false)
  await pass(1)
  expect(requests).toHaveLength(1)
  expect(request(0)).toMatchObject({ etag: '"2"', patch: { values: [{ measure: '12.1', value: 95 }] } })
  expect(queue.state.conflicts.get('answer/11.1')).toEqual(CONFLICT)
})

test('an own change whose answer was lost is not taken for somebody else’s', async () => {
  const { queue, write, requests, request } = await open(setUp())
  queue.put(answer('11.1', 8.2))
  await pass()
  write({ values: [{ measure: '11.1', value: 8.2 }] })
  await request(0).settle(NETWORK)
  await pass(1_000)
  await request(1).settle(STALE)
  expect([queue.state.taken, queue.state.conflicts.size]).toEqual([[], 0])
  expect(requests).toHaveLength(2)
  expect(unsavedEdits(queue.state).size).toBe(0)
})

test('answers that are stale again and again slow the queue down', async () => {
  const { queue, requests, request } = await open(setUp())
  queue.put(answer('11.1', 8.2))
  await pass()
  for (const index of [0, 1, 2]) await request(index).settle(STALE)
  expect(queue.state.trouble).toEqual({ kind: 'network', failures: 1 })
  expect(requests).toHaveLength(3)
})

test('a refused value stays at its field with the fault, and the others go out again without it', async () => {
  const { queue, request, sentValues, kept } = await open(setUp())
  queue.put(answer('11.1', 8.234))
  queue.put(answer('12.1', 95))
  await pass()
  const faults = [{ pointer: '/values/0/value', code: 'too_many_decimals', message: 'Quá nhiều chữ số.' }]
  await request(0).settle(new Refusal({ kind: 'invalid', faults, detail: 'Chưa lưu.' }))
  expect(queue.state.refused.get('answer/11.1')).toEqual({ edit: answer('11.1', 8.234), message: 'Quá nhiều chữ số.' })
  expect(sentValues()[1]).toEqual([{ measure: '12.1', value: 95 }])
  await request(1).settle()
  expect([...unsavedEdits(queue.state).keys()]).toEqual(['answer/11.1'])
  expect(kept()).toContain('8.234')
  queue.put(answer('11.1', 8.23))
  expect(queue.state.refused.size).toBe(0)
})

test('a fault without a field stops the whole request rather than sending it for ever', async () => {
  const { queue, requests, request } = await open(setUp())
  queue.put(answer('11.1', 8.2))
  await pass()
  await request(0).settle(new Refusal({ kind: 'invalid', faults: [], detail: 'Không đúng định dạng.' }))
  await pass(120_000)
  expect(requests).toHaveLength(1)
  expect(queue.state.refused.get('answer/11.1')?.message).toBe('Không đúng định dạng.')
})

test('a sheet that takes no edits any more is read anew; the edits are kept and can be given up', async () => {
  const { queue, load, requests, request, kept } = await open(setUp())
  queue.put(answer('11.1', 8.2))
  await pass()
  await request(0).settle(new Refusal({ kind: 'blocked' }))
  await pass(120_000)
  expect(load).toHaveBeenCalledTimes(2)
  expect(requests).toHaveLength(1)
  expect(queue.state.trouble?.kind).toBe('blocked')
  expect(unsavedEdits(queue.state).size).toBe(1)
  queue.discard()
  expect(queue.state.trouble).toBeUndefined()
  expect(kept()).toBeNull()
})

test('a session that ended stops the queue and leaves everything in the browser', async () => {
  const { queue, requests, request, kept } = await open(setUp())
  queue.put(answer('11.1', 8.2))
  await pass()
  await request(0).settle(new Refusal({ kind: 'signedOut' }))
  await pass(120_000)
  expect(requests).toHaveLength(1)
  expect(kept()).toContain('answer/11.1')
})

test('a move waits until everything is saved and names the newest ETag', async () => {
  const { queue, request } = await open(setUp())
  queue.put(answer('11.1', 8.2), 60_000)
  const settled = queue.settle()
  await pass()
  await request(0).settle()
  await settled
  const submitted = { sheet: buildSheet({ sheet: { status: 'submitted' } }), etag: '"3"' }
  const move = vi.fn(() => Promise.resolve(submitted))
  await queue.move(move)
  expect(move).toHaveBeenCalledWith('"2"', {})
  expect(queue.state.base).toBe(submitted)
})

/** An edit that waits for a pause in the typing, and a move that takes it along and comes to `answer`. */
async function carry(answered: () => Promise<Base>) {
  const service = await open(setUp())
  service.queue.put(answer('11.1', 8.2), 60_000)
  const move = vi.fn(answered)
  const moved = service.queue.move(move, { carries: true }).catch((error: unknown) => error)
  return { ...service, move, moved }
}
const EDIT = { values: [{ measure: '11.1', value: 8.2 }] }

test('a move that carries takes along what waits, and then nothing is left to be sent', async () => {
  const submitted = { sheet: buildSheet({ sheet: { status: 'submitted' } }), etag: '"2"' }
  const { queue, move, moved, requests, kept } = await carry(() => Promise.resolve(submitted))
  await moved
  expect(move).toHaveBeenCalledWith('"1"', EDIT)
  await pass(120_000)
  expect(requests).toHaveLength(0)
  expect(queue.state.base).toBe(submitted)
  expect([unsavedEdits(queue.state).size, kept()]).toEqual([0, null])
})

test.each([
  ['is stale', STALE],
  ['is refused for what the sheet lacks', new Refusal({ kind: 'incomplete' })],
])('what a move carried goes out by itself when the move %s', async (_why, refusal) => {
  const { move, moved, request, queue, kept } = await carry(() => Promise.reject(refusal))
  expect(await moved).toBe(refusal)
  await pass()
  expect(request(0).patch).toEqual(EDIT)
  expect(kept()).toContain('8.2')
  await request(0).settle()
  expect(move).toHaveBeenCalledOnce()
  expect([unsavedEdits(queue.state).size, kept()]).toEqual([0, null])
})

test('what a move carried stays at its field where a rule refuses it', async () => {
  const faults = [{ pointer: '/values/0/value', code: 'out_of_range', message: 'Quá lớn.' }]
  const refusal = new Refusal({ kind: 'invalid', faults, detail: 'Chưa lưu.' })
  const { moved, requests, queue } = await carry(() => Promise.reject(refusal))
  expect(await moved).toBe(refusal)
  await pass(120_000)
  expect(requests).toHaveLength(0)
  expect(queue.state.refused.get('answer/11.1')?.message).toBe('Quá lớn.')
})

test('what a move carried whose answer was lost is no change of somebody else', async () => {
  const { write, moved, requests, request, queue } = await carry(() => Promise.reject(NETWORK))
  await moved
  write(EDIT, { sheet: { status: 'submitted' } })
  await pass(1_000)
  await request(0).settle(STALE)
  expect(requests).toHaveLength(1)
  expect([queue.state.taken, queue.state.conflicts.size, unsavedEdits(queue.state).size]).toEqual([[], 0, 0])
})

test('waiting for all to be saved ends too when the network does not let it', async () => {
  const { queue, request } = await open(setUp())
  queue.put(answer('11.1', 8.2))
  await pass()
  const settled = queue.settle()
  await request(0).settle(NETWORK)
  await settled
  expect(unsavedEdits(queue.state).size).toBe(1)
})

test('a move on a stale sheet fails, and the sheet is then up to date', async () => {
  const { queue, write } = await open(setUp())
  write({ values: [{ measure: '12.1', value: 90 }] })
  await expect(queue.move(() => Promise.reject(STALE))).rejects.toBe(STALE)
  expect(queue.state.base?.etag).toBe('"2"')
  expect(queue.state.taken).toEqual(['answer/12.1'])
})

test('a sheet that cannot be read says why, and can be asked for again', async () => {
  const { queue, load } = setUp()
  load.mockRejectedValueOnce(NETWORK)
  await queue.open()
  expect(queue.state).toMatchObject({ base: undefined, loadError: NETWORK })
  await queue.open()
  expect(queue.state.base?.etag).toBe('"1"')
  expect(queue.state.loadError).toBeUndefined()
})
