import fc from 'fast-check'
import { afterEach, expect, test, vi } from 'vitest'
import { ASSESSMENT_STATUSES, canEdit, type AssessmentStatus } from '../assessments/status.js'
import { addDays, dayOf, daysBetween } from '../periods/period.js'
import { CATCH_UP_DAYS, listNotices, type MonthFacts, type Notice, type ReminderFacts } from './list-notices.js'

const PROVINCE = 1
const DISTRICT = 10
const COMMUNE = 100
const AGENCY = 7

const july = (told: Partial<MonthFacts> = {}): MonthFacts => ({
  period: '2019-07',
  dueOn: '2019-07-25',
  locksOn: '2019-08-05',
  isConsolidated: false,
  sheets: [{ unit: COMMUNE, superior: DISTRICT, status: 'draft' }],
  waiting: [],
  ...told,
})
const facts = (told: Partial<ReminderFacts> = {}): ReminderFacts => ({
  province: PROVINCE,
  months: [july()],
  returned: [],
  reopened: [],
  lapsing: [],
  faults: [],
  ...told,
})
const say = (today: string, given: ReminderFacts = facts()) =>
  listNotices(today, given).map(({ to, kind, saidFor }) => [kind, 'unit' in to ? to.unit : -to.agency, saidFor])

afterEach(() => {
  vi.unstubAllEnvs()
})

test('nobody is told anything more than three days before the due day', () => {
  expect(say('2019-07-21')).toEqual([])
})

test.each([
  ['three days before', '2019-07-22', [['dueSoon', COMMUNE, '2019-07-22']]],
  ['on the due day', '2019-07-25', [['due', COMMUNE, '2019-07-25']]],
  [
    'two days after',
    '2019-07-27',
    [
      ['due', COMMUNE, '2019-07-25'],
      ['late', DISTRICT, '2019-07-27'],
    ],
  ],
  [
    'five days after',
    '2019-07-30',
    [
      ['due', COMMUNE, '2019-07-25'],
      ['late', DISTRICT, '2019-07-27'],
      ['lateStill', PROVINCE, '2019-07-30'],
    ],
  ],
])('%s the ladder has climbed to the next office', (_when, today, said) => {
  expect(say(today)).toEqual(said)
})

test.each(ASSESSMENT_STATUSES)('a sheet in "%s" is spoken of as long as the commune has it', (status) => {
  const told = say('2019-07-30', facts({ months: [july({ sheets: [{ unit: COMMUNE, superior: DISTRICT, status }] })] }))
  expect(told.length).toBe(canEdit(status) ? 3 : 0)
})

test('where the province reviews by itself it hears the later word only', () => {
  const sheets = [{ unit: COMMUNE, superior: PROVINCE, status: 'notStarted' as const }]
  const told = say('2019-07-30', facts({ months: [july({ sheets })] }))
  expect(told.filter(([, office]) => office === PROVINCE)).toEqual([['lateStill', PROVINCE, '2019-07-30']])
})

test('a commune is not told to send what is locked, its superiors still hear of it', () => {
  expect(say('2019-08-06').map(([kind]) => kind)).toEqual(['late', 'lateStill'])
})

test('a consolidated month and a month that has not begun are not spoken of', () => {
  expect(say('2019-07-30', facts({ months: [july({ isConsolidated: true })] }))).toEqual([])
  expect(say('2019-06-30', facts({ months: [july({ dueOn: '2019-07-01' })] }))).toEqual([])
})

test('a department is reminded of what waits on the days of the ladder', () => {
  const waiting = [{ agency: AGENCY, superior: DISTRICT, communes: 4, indicators: 9 }]
  const given = facts({ months: [july({ sheets: [], waiting })] })
  expect(say('2019-07-21', given)).toEqual([])
  expect(say('2019-07-24', given)).toEqual([['verificationWaiting', -AGENCY, '2019-07-22']])
  expect(say('2019-07-28', given)).toEqual([['verificationWaiting', -AGENCY, '2019-07-27']])
  expect(listNotices('2019-07-22', given)[0]?.waiting).toEqual({ communes: 4, indicators: 9 })
})

test('a sheet sent back is told of from that day on, each return once', () => {
  const returned = [
    { unit: COMMUNE, period: '2019-06', returnedOn: '2019-07-10', occasion: '1.1' },
    { unit: COMMUNE, period: '2019-07', returnedOn: '2019-07-12', occasion: '1.2' },
  ]
  const given = facts({ months: [], returned })
  expect(say('2019-07-11', given)).toEqual([['returned', COMMUNE, '2019-07-10']])
  expect(listNotices('2019-07-12', given).map(({ occasion }) => occasion)).toEqual(['1.1', '1.2'])
})

test.each([
  ['2019-08-12', false],
  ['2019-08-13', true],
  ['2019-08-15', true],
  ['2019-08-16', false],
])('a re-opening to 15 August is told of on %s: %s', (today, isTold) => {
  const reopened = [{ unit: COMMUNE, period: '2019-06', lastDay: '2019-08-15' }]
  const told = listNotices(today, facts({ months: [], reopened }))
  expect(told.map(({ kind, deadline }) => [kind, deadline])).toEqual(isTold ? [['reopeningEnds', '2019-08-15']] : [])
})

test.each(['UTC', 'America/New_York', 'Asia/Ho_Chi_Minh'])(
  'the day turns at midnight in Viet Nam, on a server in %s',
  (zone) => {
    vi.stubEnv('TZ', zone)
    const kindsAt = (instant: string) => say(dayOf(new Date(instant))).map(([kind]) => kind)
    expect(kindsAt('2019-07-21T23:59:59+07:00')).toEqual([])
    expect(kindsAt('2019-07-22T00:00:00+07:00')).toEqual(['dueSoon'])
    expect(kindsAt('2019-07-24T23:59:59+07:00')).toEqual(['dueSoon'])
    expect(kindsAt('2019-07-25T00:00:00+07:00')).toEqual(['due'])
    expect(kindsAt('2019-07-31T23:59:59+07:00')).toEqual(kindsAt('2019-08-01T00:00:00+07:00'))
  },
)

const START = '2019-07-01'
const DAYS = 60

/** For each of sixty days, whether the job ran; and the day on which the commune moved its sheet to a status. */
const histories = fc.record({
  runs: fc.array(fc.boolean(), { minLength: DAYS, maxLength: DAYS }),
  moves: fc.array(
    fc.record({ on: fc.nat(DAYS - 1), commune: fc.nat(3), status: fc.constantFrom(...ASSESSMENT_STATUSES) }),
  ),
  dueOn: fc.integer({ min: 0, max: 40 }).map((days) => addDays(START, days)),
})

/** Plays sixty days and keeps what was said as the table does: what was said once is dropped when it comes again. */
function play({ runs, moves, dueOn }: { runs: boolean[]; moves: Move[]; dueOn: string }) {
  const said = new Map<string, Notice & { saidOn: string; sheet: AssessmentStatus | undefined }>()
  const status = [0, 1, 2, 3].map((): AssessmentStatus => 'notStarted')
  const keyOf = ({ to, kind, about, period, saidFor, occasion }: Notice) =>
    JSON.stringify([to, kind, about, period, saidFor, occasion])
  runs.forEach((isRun, day) => {
    for (const move of moves.filter(({ on }) => on === day)) status[move.commune] = move.status
    if (!isRun) return
    const today = addDays(START, day)
    const sheets = status.map((each, index) => ({
      unit: COMMUNE + index,
      superior: DISTRICT + (index % 2),
      status: each,
    }))
    const told = listNotices(today, facts({ months: [july({ dueOn, locksOn: addDays(dueOn, 11), sheets })] }))
    for (const notice of told) {
      const key = keyOf(notice)
      if (!said.has(key)) said.set(key, { ...notice, saidOn: today, sheet: status[notice.about - COMMUNE] })
    }
  })
  return [...said.values()]
}
type Move = { on: number; commune: number; status: AssessmentStatus }

test('whatever days were missed, an office hears of a unit and a kind at most once, and nothing too soon or stale', () => {
  fc.assert(
    fc.property(histories, (history) => {
      const said = play(history)
      const heard = said.map(({ to, kind, about }) => JSON.stringify([to, kind, about]))
      expect(new Set(heard).size).toBe(heard.length)
      for (const { saidOn, saidFor, sheet } of said) {
        expect(saidFor <= saidOn).toBe(true)
        expect(daysBetween(saidFor, saidOn)).toBeLessThanOrEqual(CATCH_UP_DAYS)
        expect(sheet !== undefined && canEdit(sheet)).toBe(true)
      }
    }),
    { numRuns: 500 },
  )
})

test('one day hears each office at most once of a unit: after a stop only the latest word', () => {
  fc.assert(
    fc.property(histories, (history) => {
      const heard = play(history).map(({ to, about, saidOn }) => JSON.stringify([to, about, saidOn]))
      expect(new Set(heard).size).toBe(heard.length)
    }),
    { numRuns: 500 },
  )
})

test('a run after a stop says all that a run on every day would have said last', () => {
  fc.assert(
    fc.property(histories, fc.nat(DAYS - 1), (history, back) => {
      const lastWords = (runs: boolean[]) => {
        const words = new Map(
          play({ ...history, moves: [], runs })
            .filter(({ saidFor }) => daysBetween(saidFor, addDays(START, back)) <= CATCH_UP_DAYS)
            .filter(({ to }) => !('unit' in to && to.unit >= COMMUNE) || back <= daysBetween(START, history.dueOn) + 11)
            .map(({ to, about, kind, saidFor }) => [JSON.stringify([to, about]), `${kind} ${saidFor}`]),
        )
        return [...words].sort()
      }
      const everyDay = history.runs.map((_run, day) => day <= back)
      const afterStop = history.runs.map((_run, day) => day === back)
      expect(lastWords(afterStop)).toEqual(lastWords(everyDay))
    }),
    { numRuns: 300 },
  )
})

test('a commune is told thirty days before a document lapses, and no more once it has', () => {
  const given = facts({ months: [], lapsing: [{ unit: COMMUNE, period: '2019-07', validTo: '2019-08-21' }] })
  expect(say('2019-07-21', given)).toEqual([])
  expect(say('2019-07-22', given)).toEqual([['evidenceLapsing', COMMUNE, '2019-07-22']])
  expect(say('2019-08-21', given)).toEqual([['evidenceLapsing', COMMUNE, '2019-07-22']])
  expect(say('2019-08-22', given)).toEqual([])
})

test('of a file that is missing or altered, its commune and the province are told', () => {
  const given = facts({ months: [], faults: [{ unit: COMMUNE, period: '2019-07', foundOn: '2019-07-22' }] })
  expect(say('2019-07-22', given)).toEqual([
    ['evidenceFault', COMMUNE, '2019-07-22'],
    ['evidenceFault', PROVINCE, '2019-07-22'],
  ])
})
