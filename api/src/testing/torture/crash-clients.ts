import { setTimeout as pause } from 'node:timers/promises'
import type { AssessmentView } from '@ntm/shared/assessments/wire'
import type { RandomStream } from '../../demo/random.js'
import { fillWholeSheet, type Field, type Place } from './field.js'
import type { HttpAnswer, HttpCaller, HttpRequest } from './http-caller.js'

/** A submission that the service has acknowledged: from here on it may not be lost. */
export interface Acknowledged {
  place: Place
  receipt: string
  answer: HttpAnswer
}

export interface Ledger {
  acknowledged: Acknowledged[]
  /** Attempts that got no answer, or were asked to come again. */
  broken: number
  busy: number
}

export const keyOf = ({ unit, period }: Place): string => `submit/${unit}/${period}`
export const submissionOf = (place: Place): HttpRequest => ({
  ...{ method: 'POST', path: `${place.path}/transitions`, version: 1, key: keyOf(place) },
  body: { action: 'submit' },
})

/** Tries until it is answered, as the pages do: what breaks off or is told to wait is sent again as it was. */
async function insist(caller: HttpCaller, request: HttpRequest, ledger: Ledger): Promise<HttpAnswer> {
  for (;;) {
    const answer = await caller.send(request).catch(() => undefined)
    if (answer && answer.status !== 503) return answer
    if (answer) ledger.busy += 1
    else ledger.broken += 1
    await pause(Math.min(1_000, (answer?.retryAfter ?? 0.2) * 1_000) * (0.5 + Math.random()))
  }
}

/** Fills one sheet and submits it, through whatever happens meanwhile. */
export async function submitThrough(field: Field, place: Place, failing: string[], ledger: Ledger): Promise<void> {
  const caller = await field.as(`xa.${place.unit}`)
  const body = fillWholeSheet(field, failing)
  const filled = await insist(caller, { method: 'PATCH', path: place.path, version: 0, body }, ledger)
  // 412: the first attempt was committed though its answer was lost; nobody else writes in this sheet.
  if (filled.status !== 200 && filled.status !== 412) throw new Error(`${place.path}: ${filled.status} ${filled.text}`)
  const answer = await insist(caller, submissionOf(place), ledger)
  if (answer.status !== 200) throw new Error(`${place.path}: ${answer.status} ${answer.text}`)
  const { receipt } = JSON.parse(answer.text) as AssessmentView
  ledger.acknowledged.push({ place, receipt: receipt ?? '', answer })
}

/** What each commune misses: none, or a few measures. */
export function drawFailing(field: Field, random: RandomStream): string[] {
  return field.measures.filter(() => random.chance(0.05)).map(({ key }) => key)
}
