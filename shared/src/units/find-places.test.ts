import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { ADMINISTRATIVE_UNITS, SUCCESSIONS } from './data/units-kon-tum.js'
import { findPlaces, settleResult, traceLineage, type Lineage } from './find-places.js'
import { isValidOn, type Validity } from './valid-on.js'

const idOf = new Map(ADMINISTRATIVE_UNITS.map(({ uid }, index) => [uid, index]))
const id = (uid: string): number => idOf.get(uid) ?? -1
const uidsOf = (ids: readonly number[]) => ids.map((each) => ADMINISTRATIVE_UNITS[each]?.uid)
const KON_TUM = traceLineage(
  new Map(ADMINISTRATIVE_UNITS.map((unit, index) => [index, unit])),
  SUCCESSIONS.map(({ from, to }) => ({ fromId: id(from), toId: id(to) })),
)

describe('the successions of Kon Tum', () => {
  test.each([
    ['23473-xa', '2019-08-31', ['23473-xa']],
    ['23473-xa', '2019-09-01', ['23473-tt']],
    ['23473-xa', '2025-07-01', ['2025-23473']],
    ['23473-tt', '2019-06-30', ['23473-xa']],
    ['23512', '2025-07-01', ['2025-23512']],
    ['2025-23512', '2019-06-30', ['23506', '23512']],
    ['2025-23473', '2019-06-30', ['23461', '23470', '23473-xa']],
    ['62', '2025-07-01', ['51']],
    ['615', '2025-07-01', []],
  ])('%s on the map of %s is %j', (uid, day, places) => {
    expect(uidsOf(findPlaces(id(uid), day, KON_TUM)).sort()).toEqual(places)
  })

  test('leave every commune of June 2019 a place in 2025, each wholly in one', () => {
    const communes = ADMINISTRATIVE_UNITS.filter((unit) => unit.kind === 'commune' && isValidOn(unit, '2019-06-30'))
    expect(communes.every(({ uid }) => findPlaces(id(uid), '2025-07-01', KON_TUM).length === 1)).toBe(true)
  })
})

test('a unit of which nothing is known is a mistake of whoever asks', () => {
  expect(() => findPlaces(9999, '2019-06-30', KON_TUM)).toThrow(RangeError)
})

test.each([
  [
    'in one child',
    [
      [1, 2, 7],
      [1, 2, 8],
    ],
    { kind: 'child', id: 2 },
  ],
  [
    'in two children',
    [
      [1, 2, 7],
      [1, 3, 9],
    ],
    { kind: 'divided', isWithin: true },
  ],
  [
    'partly elsewhere',
    [
      [1, 2, 7],
      [5, 6, 7],
    ],
    { kind: 'divided', isWithin: false },
  ],
  ['elsewhere', [[5, 6, 7]], { kind: 'outside' }],
  ['nowhere', [], { kind: 'outside' }],
  ['the root itself', [[1]], { kind: 'child', id: 1 }],
])('a result that lies %s is settled so', (_where, places, settled) => {
  expect(settleResult(places, [1])).toEqual(settled)
})

/** Years of a made-up province: on each first of January some units are put together, some divided, some renamed. */
interface History {
  lineage: Lineage
  /** Path of each unit: the province and one of three districts above it. */
  paths: ReadonlyMap<number, readonly number[]>
  years: number[]
}

const PROVINCE = -1
const dayIn = (year: number): string => `${year}-06-30`

const histories: fc.Arbitrary<History> = fc
  .record({
    first: fc.integer({ min: 1, max: 9 }),
    turns: fc.array(
      fc.array(fc.record({ kind: fc.constantFrom('keep', 'rename', 'merge', 'split'), pick: fc.nat() }), {
        maxLength: 6,
      }),
      { minLength: 1, maxLength: 4 },
    ),
  })
  .map(({ first, turns }) => {
    const units = new Map<number, Validity>()
    const paths = new Map<number, readonly number[]>()
    const rows: { fromId: number; toId: number }[] = []
    let alive: number[] = []
    const begin = (year: number | null): number => {
      const made = units.size + 1
      units.set(made, { validFrom: year === null ? null : `${year}-01-01`, validTo: null })
      paths.set(made, [PROVINCE, -2 - (made % 3), made])
      return made
    }
    const end = (ended: number, year: number): void => {
      units.set(ended, { validFrom: units.get(ended)?.validFrom ?? null, validTo: `${year - 1}-12-31` })
      alive = alive.filter((each) => each !== ended)
    }
    alive = Array.from({ length: first }, () => begin(null))
    turns.forEach((turn, index) => {
      const year = 2001 + index
      const old = [...alive]
      const touched = new Set<number>()
      for (const { kind, pick } of turn) {
        const from = old[pick % old.length]
        const second = old[(pick + 1) % old.length]
        if (from === undefined || touched.has(from) || kind === 'keep') continue
        const sources =
          kind === 'merge' && second !== undefined && !touched.has(second) ? [...new Set([from, second])] : [from]
        const made = Array.from({ length: kind === 'split' ? 2 : 1 }, () => begin(year))
        for (const source of sources) {
          touched.add(source)
          end(source, year)
          for (const toId of made) rows.push({ fromId: source, toId })
        }
        alive = [...alive, ...made]
      }
    })
    return {
      lineage: traceLineage(units, rows),
      paths,
      years: turns.map((_turn, index) => 2000 + index).concat(2000 + turns.length),
    }
  })

const livingOn = ({ lineage }: History, day: string) =>
  [...lineage.units].filter(([, life]) => isValidOn(life, day)).map(([unit]) => unit)

describe('in any history', () => {
  test('results are counted once: those of the children and those that cannot be divided come to all there were', () => {
    fc.assert(
      fc.property(histories, fc.nat(), fc.nat(), (history, a, b) => {
        const then = dayIn(history.years[a % history.years.length] ?? 2000)
        const day = dayIn(history.years[b % history.years.length] ?? 2000)
        const results = livingOn(history, then).map((unit) => {
          const places = findPlaces(unit, day, history.lineage).map((place) => history.paths.get(place) ?? [])
          return { places, met: unit % 20 }
        })
        const total = results.reduce((sum, { met }) => sum + met, 0)
        const settled = results.map((result) => ({ ...result, at: settleResult(result.places, [PROVINCE]) }))
        const sumOf = (kind: string) =>
          settled.filter(({ at }) => at.kind === kind).reduce((sum, { met }) => sum + met, 0)
        expect(sumOf('child') + sumOf('divided')).toBe(total)
        expect(settled.some(({ at }) => at.kind === 'divided' && !at.isWithin)).toBe(false)
      }),
    )
  })

  test('on the map of their own day units are themselves, and a place is a unit of the day asked for', () => {
    fc.assert(
      fc.property(histories, (history) => {
        for (const then of history.years.map(dayIn)) {
          for (const unit of livingOn(history, then)) {
            expect(findPlaces(unit, then, history.lineage)).toEqual([unit])
            for (const day of history.years.map(dayIn)) {
              const living = livingOn(history, day)
              const places = findPlaces(unit, day, history.lineage)
              expect(places.length).toBeGreaterThan(0)
              expect(places.every((place) => living.includes(place))).toBe(true)
            }
          }
        }
      }),
    )
  })

  test('what lies in a place came from there: there and back leads to the unit again', () => {
    fc.assert(
      fc.property(histories, (history) => {
        const [first = 2000] = history.years
        const last = history.years.at(-1) ?? first
        for (const unit of livingOn(history, dayIn(first))) {
          for (const place of findPlaces(unit, dayIn(last), history.lineage)) {
            expect(findPlaces(place, dayIn(first), history.lineage)).toContain(unit)
          }
        }
      }),
    )
  })

  test('asking changes nothing of what was', () => {
    fc.assert(
      fc.property(histories, (history) => {
        const before = JSON.stringify([...history.lineage.units, ...history.lineage.successors])
        for (const unit of history.lineage.units.keys()) findPlaces(unit, dayIn(2001), history.lineage)
        expect(JSON.stringify([...history.lineage.units, ...history.lineage.successors])).toBe(before)
      }),
    )
  })
})
