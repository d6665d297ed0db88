import { setTimeout as pause } from 'node:timers/promises'
import { expect } from 'vitest'
import type { AssessmentView } from '@ntm/shared/assessments/wire'
import { fillWholeSheet, read, readSheet, type Field, type Place } from './field.js'
import { countStatuses, type HttpAnswer, type HttpCaller } from './http-caller.js'

/** What one race needs: the field, and communes in months that no other race has had. */
export interface Arena {
  field: Field
  take: () => Place
}

export function openArena(field: Field): Arena {
  const places = field.places.values()
  const take = () => {
    const { value, done } = places.next()
    if (done) throw new RangeError('No commune is left that has not raced')
    return value
  }
  return { field, take }
}

/** After the second for which the service remembers who somebody is: each request then asks the database for more. */
export async function sendAll(count: number, send: (index: number) => Promise<HttpAnswer>): Promise<HttpAnswer[]> {
  await pause(1_100)
  return Promise.all(Array.from({ length: count }, (_, index) => send(index)))
}

export const REOPENING = { action: 'reopen', reason: 'Xã đính chính số liệu.', expiresOn: '2020-12-31' } as const
const RETURNED = [{ indicator: '11.1', reason: 'Thiếu danh sách hộ nghèo.' }]

export async function fill({ field }: Arena, place: Place): Promise<HttpCaller> {
  const commune = await field.as(`xa.${place.unit}`)
  const { sheet, version } = await readSheet(commune, place)
  const isClosed = sheet.lock?.code === 'consolidated'
  if (isClosed) await transit(await field.as('vpdp'), place, REOPENING)
  const body = fillWholeSheet(field)
  read(await commune.send({ method: 'PATCH', path: place.path, version: version + Number(isClosed), body }))
  return commune
}

/** Makes a move on the sheet as it stands. @returns its new version. */
export async function transit(caller: HttpCaller, place: Place, body: object): Promise<number> {
  const { version } = await readSheet(caller, place)
  read(await caller.send({ ...moveOf(place, version), body }))
  return version + 1
}

export async function fillAndSubmit(arena: Arena, place: Place): Promise<number> {
  return transit(await fill(arena, place), place, { action: 'submit' })
}

export const moveOf = ({ path }: Place, version: number) =>
  ({ method: 'POST', path: `${path}/transitions`, version }) as const

/** Rows of the audit about all revisions of a sheet, by action. */
export async function countEvents({ pool }: Field, { unit, period }: Place): Promise<Record<string, number>> {
  const { rows } = await pool.query<{ action: string; count: number }>(
    `select e.action, count(*)::int count from audit_events e join units u on starts_with(e.subject_key, u.uid || '/')
     where e.subject_kind = 'assessment' and u.code = $1 and split_part(e.subject_key, '/', 2) = $2 group by 1`,
    [unit, period],
  )
  return Object.fromEntries(rows.map(({ action, count }) => [action.replace('assessment.', ''), count]))
}

export async function raceEditors({ field, take }: Arena): Promise<void> {
  const place = take()
  const commune = await field.as(`xa.${place.unit}`)
  for (const version of [0, 1]) {
    const answers = await sendAll(50, (index) => {
      const body = { values: [{ measure: '11.1', value: index }] }
      return commune.send({ method: 'PATCH', path: place.path, version, body })
    })
    expect(countStatuses(answers)).toEqual({ 200: 1, 412: 49 })
    const winner = answers.findIndex(({ status }) => status === 200)
    const { sheet, version: after } = await readSheet(commune, place)
    expect(after).toBe(version + 1)
    expect(sheet.values.find(({ measure }) => measure === '11.1')?.value).toBe(winner)
    expect(await countEvents(field, place)).toEqual({ changed: version + 1 })
  }
}

export async function raceReviewers(arena: Arena): Promise<void> {
  const { field, take } = arena
  const place = take()
  const version = await fillAndSubmit(arena, place)
  const hire = () => field.hire('districtOfficer', { unit: place.district })
  const reviewers = await Promise.all(Array.from({ length: 20 }, hire))
  const answers = await sendAll(20, (index) => {
    const body = index % 2 === 0 ? { action: 'approve' } : { action: 'return', returned: RETURNED }
    const reviewer = reviewers[index]
    if (!reviewer) throw new RangeError('Nobody is left to review')
    return reviewer.send({ ...moveOf(place, version), body })
  })
  expect(countStatuses(answers)).toEqual({ 200: 1, 412: 19 })
  const winner = read<AssessmentView>(answers.find(({ status }) => status === 200))
  expect((await readSheet(await field.as('vpdp'), place)).sheet.status).toBe(winner.status)
  expect(await countEvents(field, place)).toEqual({ changed: 1, submitted: 1, [winner.status]: 1 })
}

export async function raceEqualKeys(arena: Arena): Promise<void> {
  const { field, take } = arena
  const place = take()
  const commune = await fill(arena, place)
  const key = `${place.unit}/${place.period}`
  const submit = () => commune.send({ ...moveOf(place, 1), key, body: { action: 'submit' } })
  const answers = await sendAll(100, submit)
  expect(countStatuses(answers)).toEqual({ 200: 100 })
  expect(new Set(answers.map(({ etag, text }) => `${etag} ${text}`)).size).toBe(1)
  expect(await countEvents(field, place)).toEqual({ changed: 1, submitted: 1 })
  expect((await readSheet(commune, place)).version).toBe(2)
}

export async function raceReopening(arena: Arena): Promise<void> {
  const { field, take } = arena
  const place = take()
  await fillAndSubmit(arena, place)
  await transit(await field.as(`huyen.${place.district}`), place, { action: 'approve' })
  const office = await field.as('vpdp')
  const path = `/api/v1/periods/${place.period}/consolidation`
  read(await office.send({ method: 'POST', path, body: {} }))
  const { version } = await readSheet(office, place)
  const answers = await sendAll(2, () => office.send({ ...moveOf(place, version), body: REOPENING }))
  expect(countStatuses(answers)).toEqual({ 200: 1, 412: 1 })
  const { sheet, version: after } = await readSheet(office, place)
  expect(sheet).toMatchObject({ status: 'draft', revision: 2, officialRevision: 1 })
  expect(after).toBe(version + 1)
  expect((await countEvents(field, place)).reopened).toBeGreaterThan(0)
}
