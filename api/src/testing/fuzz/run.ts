import type { Problem } from '@ntm/shared/problems/wire'
import type { CastMember } from '../cast.js'
import type { Stage } from '../stage.js'
import { LATEST, makeRequests, type ApiDocument, type FuzzRequest } from './make-requests.js'

const AT_ONCE = 8

export interface FuzzOrder {
  origin: string
  document: ApiDocument
  /** Gives whoever was thrown out a new session, past the sign-in and its throttle. */
  stage: Stage
  seed: number
  count: number
  /** Called now and then with the number of requests sent so far. */
  onProgress?: (sent: number) => Promise<void>
}

export interface FuzzReport {
  statuses: Map<number, number>
  /** What was wrong, each with all that is needed to ask again. */
  faults: string[]
}

interface Answer {
  status: number
  type: string
  text: string
}

/** Requests between two reports on progress. */
const STEP = 1_000

/** Sends made-up requests as one member of the cast, and looks for an answer that no request may get. */
export async function fuzzAs(member: CastMember, order: FuzzOrder): Promise<FuzzReport> {
  const { origin, document, stage, seed, count, onProgress } = order
  const report: FuzzReport = { statuses: new Map(), faults: [] }
  const versions = new Map<string, string>()
  let { authorization } = member
  let sent = 0

  async function send(request: FuzzRequest): Promise<Answer> {
    const place = placeOf(request.path)
    const { 'if-match': version, ...headers } = request.headers
    const known = version === LATEST ? (versions.get(place) ?? '"1"') : version
    const given = Object.entries({ ...headers, 'if-match': known, authorization }).filter(([, value]) => value)
    const answer = await fetch(origin + request.path, {
      method: request.method,
      headers: Object.fromEntries(given) as Record<string, string>,
      ...(request.body === undefined ? {} : { body: request.body }),
    })
    const etag = answer.headers.get('etag')
    if (etag !== null) versions.set(place, etag)
    const type = answer.headers.get('content-type') ?? ''
    // It has no end to wait for.
    const isStream = type.startsWith('text/event-stream')
    if (isStream) await answer.body?.cancel()
    return { status: answer.status, type, text: isStream ? '' : await answer.text() }
  }

  async function work(queue: Iterator<FuzzRequest>): Promise<void> {
    for (let next = queue.next(); !next.done; next = queue.next()) {
      const number = (sent += 1)
      if (number % STEP === 0) await onProgress?.(number)
      const answer = await send(next.value)
      report.statuses.set(answer.status, (report.statuses.get(answer.status) ?? 0) + 1)
      const fault = findFault(answer)
      if (fault !== undefined) {
        const request = `${JSON.stringify(next.value)} → ${answer.text.slice(0, 300)}`
        report.faults.push(`${fault}, as ${member.name}, request ${number} of seed ${seed}: ${request}`)
      }
      const isOut = answer.status === 401 && answer.text.includes('session_ended')
      if (isOut && member.account) authorization = await stage.signIn(member.account)
    }
  }

  const queue = makeRequests(document, seed, count)
  await Promise.all(Array.from({ length: AT_ONCE }, () => work(queue)))
  return report
}

/** Where the version of a record is read that a request changes. */
function placeOf(path: string): string {
  return path.replace(/\?.*$/, '').replace(/\/(transitions|roles|one-time-password|second-factor)$/, '')
}

/** What is wrong with an answer, whatever was asked; undefined when nothing is. */
function findFault({ status, type, text }: Answer): string | undefined {
  if (status >= 500) return `${status}`
  if (/node_modules|\bat .+\.(ts|js):\d+|FST_ERR|SQLSTATE/.test(text)) return 'a look inside'
  if (status < 400) return undefined
  if (!type.startsWith('application/problem+json')) return `${status} as ${type}`
  const { code, detail, traceId } = JSON.parse(text) as Partial<Problem>
  return code && detail && traceId ? undefined : `${status} without code, detail or trace`
}

/** One of each role, without those who sign for others: whoever stands highest in it. */
export function pickOneOfEach(cast: readonly CastMember[]): CastMember[] {
  const roles = new Set(cast.map(({ role }) => role))
  roles.delete('roleless')
  return [...roles].flatMap((role) => cast.find((member) => member.role === role) ?? [])
}
