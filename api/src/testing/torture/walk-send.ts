import { addDays } from '@ntm/shared/periods/period'
import type { VerificationOutcome } from '@ntm/shared/verifications/wire'
import { answersTo } from './walk-answers.js'
import type { Measure } from './field.js'
import type { HttpAnswer, HttpCaller, HttpRequest } from './http-caller.js'
import { VERIFIED } from './walk-model.js'
import type { Command } from './walk-commands.js'
import { daysAsked } from './walk-world.js'

export interface Sent {
  isDone: boolean
  text: string
}

const REASON = 'Kiểm tra ngẫu nhiên cả quy trình.'

/** Sends a command with the version that stands, or with one that does not. */
export async function sendCommand(
  command: Command,
  today: string,
  { callers, measures }: { callers: (username: string) => Promise<HttpCaller>; measures: readonly Measure[] },
): Promise<Sent> {
  const request = requestOf(command, today, measures)
  const office = await callers('vpdp')
  const place = command.kind === 'setDays' ? request.path : `/api/v1/assessments/${command.unit}/${command.period}`
  const { etag } = await office.send({ method: 'GET', path: place })
  const version = Number(/^"(\d+)"$/.exec(etag ?? '')?.[1]) + (command.isStale ? 1 : 0)
  const answer = await (await callers(command.by)).send({ ...request, version })
  if (answer.status !== 200 && ![403, 404, 409, 412, 422].includes(answer.status)) {
    throw new Error(`${answer.status}: ${answer.text}`)
  }
  return { isDone: isDone(command, answer), text: `${answer.status} ${answer.text.slice(0, 300)}` }
}

function isDone({ kind }: Command, { status, text }: HttpAnswer): boolean {
  if (kind !== 'verify' || status !== 200) return status === 200
  return (JSON.parse(text) as VerificationOutcome).applied === 1
}

function requestOf(command: Command, today: string, measures: readonly Measure[]): HttpRequest {
  const { unit, period } = command
  const path = `/api/v1/assessments/${unit}/${period}`
  const move = (body: object): HttpRequest => ({ method: 'POST', path: `${path}/transitions`, body })
  switch (command.kind) {
    case 'edit': {
      const criteria = command.explains.map((number) => ({ number, explanation: REASON }))
      return { method: 'PATCH', path, body: { values: answersTo(command.answers, measures), criteria } }
    }
    case 'approve':
      return move({ action: 'approve', overrules: command.overrules.map((each) => ({ ...each, reason: REASON })) })
    case 'return':
      return move({ action: 'return', returned: [{ indicator: '11.1', reason: REASON }] })
    case 'reopen':
      return move({ action: 'reopen', reason: REASON, expiresOn: addDays(today, command.days) })
    case 'verify': {
      const { verdict } = command
      const body = { period, indicators: [VERIFIED.indicator], units: [unit], verdict, reason: REASON }
      return { method: 'POST', path: '/api/v1/verifications', body }
    }
    case 'consolidate':
      return { method: 'POST', path: `/api/v1/periods/${period}/consolidation`, body: {} }
    case 'setDays':
      return {
        method: 'PATCH',
        path: `/api/v1/periods/${period}`,
        body: { ...daysAsked(command, today), reason: REASON },
      }
    default:
      return move({ action: command.kind })
  }
}
