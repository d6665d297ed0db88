import { setTimeout as pause } from 'node:timers/promises'
import { expect } from 'vitest'
import { randomStream } from '../../demo/random.js'
import { drawFailing, submissionOf, submitThrough, type Ledger } from './crash-clients.js'
import { VICTIMS, type CrashService, type Victim } from './crash-service.js'
import { openField, read, type Field, type Place } from './field.js'

export interface CrashReport extends Omit<Ledger, 'acknowledged'> {
  acknowledged: number
  kills: { victim: Victim; after: number; readyInMs: number }[]
  audit: string
  records: string
}

/** Submits `count` sheets at once while service and PostgreSQL are killed in turn, and counts what is there at the end. */
export async function crash(
  service: CrashService,
  { seed, count, kills }: { seed: number; count: number; kills: number },
): Promise<CrashReport> {
  const random = randomStream('crash', seed)
  const setUp = await service.openPool()
  const field = await openField(service.origin, setUp)
  const places = field.places.slice(0, count)
  for (const unit of new Set(places.map((place) => place.unit))) await field.as(`xa.${unit}`)
  for (const district of new Set(places.map((place) => place.district))) await field.as(`huyen.${district}`)
  await setUp.end()

  const ledger: Ledger = { acknowledged: [], broken: 0, busy: 0 }
  // Each falls at a random point of its own share of the work.
  const points = Array.from({ length: kills }, (_, index) =>
    Math.floor(((index + random.next()) / (kills + 1)) * count),
  )
  const work = Promise.all(places.map((place) => submitThrough(field, place, drawFailing(field, random), ledger)))
  const end = new AbortController()
  const over = work.finally(() => end.abort())
  over.catch(() => undefined)
  const done: CrashReport['kills'] = []
  for (const [index, point] of points.entries()) {
    while (ledger.acknowledged.length < point && !end.signal.aborted) await pause(2)
    await pause(random.integer(0, 60))
    const victim = VICTIMS[index % VICTIMS.length] ?? 'service'
    const after = ledger.acknowledged.length
    done.push({ victim, after, readyInMs: Math.round(await service.kill(victim)) })
  }
  await over

  await expectAllThere(service, field, ledger, places)
  await decideAll(field, places)
  const [audit, records] = [await service.runCommand('verify-audit'), await service.runCommand('verify-records')]
  expect([audit.code, records.code], `${audit.output}\n${records.output}`).toEqual([0, 0])
  expect(service.falls, 'the service never falls over by itself').toEqual([])
  const { broken, busy, acknowledged } = ledger
  const [auditLine = ''] = audit.output.split('\n')
  return { broken, busy, acknowledged: acknowledged.length, kills: done, audit: auditLine, records: records.output }
}

/** Nothing acknowledged is lost, nothing is there twice, nothing is half there. */
async function expectAllThere(service: CrashService, field: Field, { acknowledged }: Ledger, places: readonly Place[]) {
  const pool = await service.openPool()
  const { rows } = await pool.query<Record<string, unknown>>(
    `select '/api/v1/assessments/' || u.code || '/' || s.period path, s.status, s.version, s.receipt,
       array(select receipt from sheet_submissions b where b.sheet_id = s.id) receipts,
       (select count(*)::int from sheet_values v where v.year = left(s.period, 4)::int and v.sheet_id = s.id) "values",
       (select json_object_agg(action, count) from (select action, count(*) from audit_events
          where subject_kind = 'assessment' and subject_key = u.uid || '/' || s.period || '/1' group by 1) e) events,
       (select new->>'receipt' from audit_events where action = 'assessment.submitted'
          and subject_key = u.uid || '/' || s.period || '/1' limit 1) audited,
       s.met_mask = m.met_mask and s.not_met_mask = m.not_met_mask and s.met_mask = b.met_mask agrees
     from sheets s join units u on u.id = s.unit_id
     left join monthly_results m on m.unit_id = u.id and m.period = s.period and m.basis = 'reported'
     left join sheet_submissions b on b.sheet_id = s.id
     where s.period > '2019-07' order by s.period, u.code`,
  )
  await pool.end()
  const receipts = new Map(acknowledged.map(({ place, receipt }) => [place.path, receipt]))
  expect(receipts.size).toBe(places.length)
  expect(rows).toEqual(
    places.map(({ path }) => ({
      ...{ path, status: 'submitted', version: 2, receipt: receipts.get(path), receipts: [receipts.get(path)] },
      ...{ values: field.measures.length, audited: receipts.get(path), agrees: true },
      events: { 'assessment.changed': 1, 'assessment.submitted': 1 },
    })),
  )
  // Asked once more with the same key, it answers as it did.
  for (const { place, answer } of acknowledged.slice(0, 100)) {
    const again = await (await field.as(`xa.${place.unit}`)).send(submissionOf(place))
    expect([again.status, again.etag, again.text]).toEqual([answer.status, answer.etag, answer.text])
  }
}

/** Makes them numbers of record, which a command can judge again from their raw values. */
async function decideAll(field: Field, places: readonly Place[]): Promise<void> {
  for (let from = 0; from < places.length; from += 20) {
    await Promise.all(
      places.slice(from, from + 20).map(async ({ district, path }) => {
        const body = { action: 'approve' }
        const caller = await field.as(`huyen.${district}`)
        read(await caller.send({ method: 'POST', path: `${path}/transitions`, version: 2, body }))
      }),
    )
  }
  const office = await field.as('vpdp')
  for (const period of new Set(places.map((place) => place.period))) {
    read(await office.send({ method: 'POST', path: `/api/v1/periods/${period}/consolidation`, body: {} }))
  }
}
