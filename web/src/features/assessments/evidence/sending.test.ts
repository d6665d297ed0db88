import { flushPromises } from '@vue/test-utils'
import { createPinia, setActivePinia } from 'pinia'
import { beforeEach, expect, test, vi } from 'vitest'
import { problem, stubFetch, type SeenRequest, type StubbedAnswer } from '@/testing/stub-fetch'
import { giveUp, sendAgain, sendFiles, sendings } from './sending'

const PLACE = { unit: '23512', period: '2019-07', criterion: 2 }
const PIECE = 256 * 1024
const SIZE = 2.5 * PIECE

/** What the service holds of the file, and what goes wrong next. */
let arrived: number
let faults: (StubbedAnswer | 'lost' | 'lost after it arrived')[]
let attached: object[]
let seen: SeenRequest[]

function answer({ method, url, headers, body }: SeenRequest): StubbedAnswer {
  if (method === 'PATCH') {
    const fault = faults.shift()
    if (fault === 'lost') throw new TypeError('Failed to fetch')
    if (typeof fault === 'object') return fault
    if (Number(headers.get('Upload-Offset')) !== arrived) return problem(409, 'upload_offset_wrong')
    arrived = Math.min(arrived + PIECE, SIZE)
    if (fault === 'lost after it arrived') throw new TypeError('Failed to fetch')
    return { status: 204 }
  }
  if (url === '/api/v1/uploads') return { status: 201, body: { id: 'u', length: SIZE, offset: arrived } }
  const fault = faults.shift()
  if (typeof fault === 'object') return fault
  attached.push(body as object)
  return { status: 201, body: {} }
}

beforeEach(() => {
  setActivePinia(createPinia())
  sendings.splice(0)
  arrived = 0
  faults = []
  attached = []
  seen = stubFetch(answer)
})

const file = () => new File([new Uint8Array(SIZE)], 'Đường.jpg')
const pieces = () => seen.filter(({ method }) => method === 'PATCH').map(({ headers }) => headers.get('Upload-Offset'))
async function send(place: Parameters<typeof sendFiles>[1] = PLACE): Promise<void> {
  let isDone = false
  sendFiles([file()], place, () => (isDone = true))
  await vi.waitFor(() => expect(isDone || sendings[0]?.state === 'failed').toBe(true), 10_000)
}

test('a file goes piece by piece, under its own name, and is attached where it was meant to', async () => {
  await send({ ...PLACE, measure: '2.1' })
  expect(pieces()).toEqual(['0', String(PIECE), String(2 * PIECE)])
  const metadata = seen[0]?.headers.get('Upload-Metadata') ?? ''
  expect(
    new TextDecoder().decode(Uint8Array.from(atob(metadata.split(/[ ,]/)[1] ?? ''), (c) => c.codePointAt(0) ?? 0)),
  ).toBe('Đường.jpg')
  expect(attached).toEqual([{ upload: 'u', measure: '2.1' }])
  expect(sendings).toEqual([])
})

test.each([['lost'], ['lost after it arrived'], [problem(503, 'unavailable')]] as const)(
  'a piece that is lost on the way (%j) is asked for and sent again, nothing before it',
  async (fault) => {
    faults = [...([undefined, fault] as typeof faults)]
    await send()
    expect(pieces().filter((offset) => offset === '0')).toHaveLength(1)
    expect(arrived).toBe(SIZE)
    expect(attached).toEqual([{ upload: 'u', criterion: 2 }])
  },
)

test('a file that the service refuses says why, and can be sent again or left', async () => {
  arrived = SIZE
  faults = [problem(422, 'file_type_mismatch', 'Nội dung tệp không phải loại mà đuôi tên nói.')]
  await send()
  expect(sendings).toMatchObject([{ state: 'failed', refusal: 'Nội dung tệp không phải loại mà đuôi tên nói.' }])
  const [failed] = sendings
  if (failed) sendAgain(failed, () => undefined)
  await vi.waitFor(() => expect(sendings).toEqual([]))
  expect(attached).toHaveLength(1)
})

test('a file that is given up is sent no further', async () => {
  faults = ['lost']
  sendFiles([file()], PLACE, () => undefined)
  await vi.waitFor(() => expect(sendings[0]?.state).toBe('waiting'))
  const [waiting] = sendings
  if (waiting) giveUp(waiting)
  expect(sendings).toEqual([])
  window.dispatchEvent(new Event('online'))
  await flushPromises()
  expect([pieces(), attached]).toEqual([['0'], []])
})
