import { get, type IncomingHttpHeaders, type IncomingMessage } from 'node:http'
import type { ChangeBatch, ChangeView } from '@ntm/shared/events/wire'

export interface HeardEvent {
  name: string
  data: unknown
  id: string | undefined
  /** `Date.now()` when it came. */
  at: number
}

export interface Listening {
  status: number
  headers: IncomingHttpHeaders
  events: HeardEvent[]
  /** What the next connection names to go on from here. */
  lastId: () => string | undefined
  changes: () => ChangeView[]
  /** Resolves with the first event from `from` on that fits; rejects when there is none in time. */
  until: (fits: (event: HeardEvent) => boolean, milliseconds?: number) => Promise<HeardEvent>
  /** Resolves when the service has ended the stream. */
  ended: Promise<void>
  stop: () => Promise<void>
}

interface Asked {
  authorization: string
  lastId?: string | undefined
  query?: string
}

/** Opens the stream of events of a service, as a page does; `fetch` of Node would leave a connection behind. */
export async function listen(address: string, { authorization, lastId, query = '' }: Asked): Promise<Listening> {
  const headers = { authorization, ...(lastId !== undefined && { 'last-event-id': lastId }) }
  const request = get(`${address}/api/v1/events${query}`, { headers, agent: false })
  const answer = await new Promise<IncomingMessage>((resolve, reject) => {
    request.once('response', resolve).once('error', reject)
  })
  const events: HeardEvent[] = []
  const waiting = new Set<() => void>()
  let last = lastId

  function take(block: string): void {
    const fields = new Map(block.split('\n').map((line) => [line.split(': ')[0], line.slice(line.indexOf(': ') + 2)]))
    last = fields.get('id') ?? last
    const [name, data] = [fields.get('event'), fields.get('data')]
    if (name !== undefined && data !== undefined) {
      events.push({ name, data: JSON.parse(data) as unknown, id: fields.get('id'), at: Date.now() })
    }
    for (const look of [...waiting]) look()
  }

  let text = ''
  answer.setEncoding('utf8').on('data', (part: string) => {
    const blocks = (text + part).split('\n\n')
    text = blocks.pop() ?? ''
    blocks.forEach(take)
  })
  const ended = new Promise<void>((resolve) => answer.once('close', resolve))
  // Broken off by whoever listens.
  answer.on('error', () => undefined)
  request.on('error', () => undefined)

  return {
    status: answer.statusCode ?? 0,
    headers: answer.headers,
    events,
    lastId: () => last,
    changes: () => events.flatMap(({ name, data }) => (name === 'changes' ? (data as ChangeBatch).changes : [])),
    until: (fits, milliseconds = 2_000) =>
      new Promise((resolve, reject) => {
        const look = (): void => {
          const found = events.find(fits)
          if (!found) return
          clearTimeout(limit)
          waiting.delete(look)
          resolve(found)
        }
        const limit = setTimeout(() => {
          waiting.delete(look)
          reject(new Error(`Not heard; heard ${JSON.stringify(events)}`))
        }, milliseconds)
        waiting.add(look)
        look()
      }),
    ended,
    stop: async () => {
      request.destroy()
      await ended
    },
  }
}

/** Whether an event tells that a sheet changed. */
export function tellsOf(unit: string, period: string): (event: HeardEvent) => boolean {
  return ({ name, data }) =>
    name === 'changes' &&
    (data as ChangeBatch).changes.some((change) => change.units.at(-1) === unit && change.period === period)
}
