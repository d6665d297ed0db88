import fc from 'fast-check'
import { expect, test } from 'vitest'
import { pickThreshold } from './pick-threshold.js'

interface Candidate {
  region: string
  unit?: string
  year?: number
  replacedAt?: string
}

const nation = { region: '*' }
const highlands = { region: 'tay-nguyen' }
const delta = { region: 'dong-bang' }
const dakMar = { region: 'tay-nguyen', unit: '23512' }
const in2017 = { ...highlands, year: 2017 }
const in2019 = { ...highlands, year: 2019 }
const in2020 = { ...highlands, year: 2020 }

const at = { region: 'tay-nguyen', year: 2019, unit: '23512' }

test.each<[string, Candidate[], Candidate | undefined]>([
  ['the unit wins over region and nation', [nation, highlands, dakMar], dakMar],
  ['the region wins over the nation', [nation, highlands], highlands],
  ['without one for the region the nation counts', [delta, nation], nation],
  ['another region says nothing', [delta], undefined],
  ['another unit says nothing, even of the same region', [{ ...highlands, unit: '23329' }], undefined],
  ['no threshold, none picked', [], undefined],
  ['the very year wins', [in2017, in2019, in2020], in2019],
  ['the very year wins over one for every year', [highlands, in2019], in2019],
  ['one for every year wins over another year', [in2017, highlands, in2020], highlands],
  ['else the nearest earlier year', [{ ...highlands, year: 2010 }, in2017, in2020], in2017],
  [
    'an earlier year wins over a nearer later one',
    [in2020, { ...highlands, year: 2001 }],
    { ...highlands, year: 2001 },
  ],
  ['else the nearest later year', [{ ...highlands, year: 2025 }, in2020], in2020],
  ['a replaced one holds nowhere, however close it is', [{ ...in2019, replacedAt: '2019-07-01' }, in2017], in2017],
  ['where all were replaced none holds', [{ ...nation, replacedAt: '2019-07-01' }], undefined],
  ['the place matters before the year', [{ ...nation, year: 2019 }, in2020], in2020],
])('%s', (_rule, thresholds, expected) => {
  expect(pickThreshold(thresholds, at)).toEqual(expected)
})

test('of two alike the first counts', () => {
  expect(pickThreshold([in2019, { ...in2019 }], at)).toBe(in2019)
})

test('a place without a unit gets no threshold of a unit', () => {
  expect(pickThreshold([dakMar, nation], { region: 'tay-nguyen', year: 2019 })).toBe(nation)
})

const candidates = fc.array(
  fc
    .record({
      region: fc.constantFrom('*', 'tay-nguyen', 'dong-bang'),
      unit: fc.constantFrom(undefined, '23512', '23329'),
      year: fc.option(fc.integer({ min: 2010, max: 2030 }), { nil: undefined }),
      isReplaced: fc.boolean(),
    })
    .map(({ region, unit, year, isReplaced }): Candidate => {
      const scope = { region, ...(unit === undefined ? {} : { unit }), ...(year === undefined ? {} : { year }) }
      return isReplaced ? { ...scope, replacedAt: '2019-07-01' } : scope
    }),
)

test('what is picked is one of those given, holds for the place, and does not depend on their order', () => {
  fc.assert(
    fc.property(candidates, fc.integer({ min: 2010, max: 2030 }), (thresholds, year) => {
      const picked = pickThreshold(thresholds, { ...at, year })
      const holds = thresholds.filter(
        (each) =>
          each.replacedAt === undefined &&
          (each.unit === at.unit || (each.unit === undefined && [at.region, '*'].includes(each.region))),
      )
      if (picked) expect(holds).toContain(picked)
      else expect(holds).toEqual([])
      const again = pickThreshold([...thresholds].reverse(), { ...at, year })
      expect([again?.unit ?? again?.region, again?.year]).toEqual([picked?.unit ?? picked?.region, picked?.year])
    }),
  )
})

test('replaced thresholds never change what is picked', () => {
  fc.assert(
    fc.property(candidates, fc.integer({ min: 2010, max: 2030 }), (thresholds, year) => {
      const current = thresholds.filter(({ replacedAt }) => replacedAt === undefined)
      expect(pickThreshold(thresholds, { ...at, year })).toBe(pickThreshold(current, { ...at, year }))
    }),
  )
})
