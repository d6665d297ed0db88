import type { Problem } from '@ntm/shared/problems/wire'
import type { CastMember } from '../cast.js'
import type { Verdict } from './judge.js'
import type { PolicyRow } from './policy.js'
import { REQUESTS, type Question, type Scene, type Target } from './requests.js'

/** A version that no record has. */
const STALE = '"999999999"'

export function nameOf({ route, act }: Pick<PolicyRow, 'route' | 'act'>): string {
  return act === undefined ? route : `${route}, ${act}`
}

/**
 * Sends the request of a row, and tells what came of it.
 *
 * @returns 404 also when a list came back without the target; `ok` for whatever can only be said after asking who may.
 * @throws Error when the answer tells nothing about that: the request was malformed, or the service failed.
 */
export async function ask(
  origin: string,
  row: PolicyRow,
  { asker, target, scene }: { asker: CastMember; target: Target; scene: Scene },
): Promise<Verdict> {
  const question = (await REQUESTS[nameOf(row)]?.(target, asker, scene)) ?? {}
  const [method = '', template = ''] = row.route.split(' ')
  const search = new URLSearchParams(question.query).toString()
  const address = `${fillIn(template, question, target)}${search && `?${search}`}`
  const answer = await fetch(origin + address, {
    method,
    headers: headersOf(method, asker, question),
    ...bodyOf(question),
  })
  const text = await answer.text()
  const { status } = answer
  const code = status < 400 ? '' : (JSON.parse(text) as Partial<Problem>).code
  if (status === 401 || status === 403) return status
  if (status === 404 && code !== 'route_not_found') return status
  if (status >= 500 || [400, 404, 415, 428, 429].includes(status)) {
    throw new Error(`${method} ${address} tells nothing about who may: ${status} ${text}`)
  }
  if (status >= 300 || question.lists === undefined || question.lists(JSON.parse(text))) return 'ok'
  return 404
}

function fillIn(template: string, { params = {} }: Question, { unit, period }: Target): string {
  const known: Readonly<Record<string, string>> = { unit, code: unit, period, ...params }
  return template.replaceAll(/:(\w+)/g, (_part, name: string) => {
    const value = known[name]
    if (value === undefined) throw new RangeError(`requests.ts does not say what :${name} of ${template} is`)
    return encodeURIComponent(value)
  })
}

function headersOf(method: string, { authorization }: CastMember, question: Question): Record<string, string> {
  const { body, cookie, isUnsigned = false } = question
  return {
    ...(authorization !== '' && !isUnsigned && { authorization }),
    ...(cookie !== undefined && { cookie }),
    ...(method !== 'GET' && { 'if-match': STALE }),
    ...(body !== undefined && !isForm(body) && { 'content-type': 'application/json' }),
  }
}

function isForm(body: object): body is URLSearchParams | FormData {
  return body instanceof URLSearchParams || body instanceof FormData
}

function bodyOf({ body }: Question): { body?: string | URLSearchParams | FormData } {
  if (body === undefined) return {}
  return { body: isForm(body) ? body : JSON.stringify(body) }
}
