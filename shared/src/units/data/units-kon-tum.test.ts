import { describe, expect, test } from 'vitest'
import { addDays } from '../../periods/period.js'
import { isInProgramme } from '../in-programme.js'
import { isValidOn } from '../valid-on.js'
import { AGENCIES } from './agencies.js'
import { ADMINISTRATIVE_UNITS, SUCCESSIONS } from './units-kon-tum.js'

const byUid = new Map(ADMINISTRATIVE_UNITS.map((unit) => [unit.uid, unit]))

function unitsOn(day: string) {
  return ADMINISTRATIVE_UNITS.filter((unit) => isValidOn(unit, day))
}

function find(uid: string) {
  const unit = byUid.get(uid)
  if (!unit) throw new Error(`No unit ${uid}`)
  return unit
}

describe('the units', () => {
  test('are 2 provinces, 10 districts, 103 communes of before and 40 of after July 2025', () => {
    const count = (kind: string) => ADMINISTRATIVE_UNITS.filter((unit) => unit.kind === kind).length
    const communes = ADMINISTRATIVE_UNITS.filter(({ kind }) => kind === 'commune')
    expect([count('province'), count('district')]).toEqual([2, 10])
    expect(communes.filter(({ validTo }) => validTo !== null)).toHaveLength(103)
    expect(communes.filter(({ validTo }) => validTo === null)).toHaveLength(40)
    expect(ADMINISTRATIVE_UNITS).toHaveLength(155)
  })

  test.each([
    ['2019-06-30', 86],
    ['2019-08-31', 86],
    ['2019-09-01', 85],
    ['2025-06-30', 85],
    ['2025-07-01', 37],
  ])('count on %s %i communes in the programme', (day, communes) => {
    expect(unitsOn(day).filter(isInProgramme)).toHaveLength(communes)
  })

  test('have a province at every time, and districts only until 30/06/2025', () => {
    const kinds = (day: string) => unitsOn(day).map(({ kind }) => kind)
    expect(kinds('2025-06-30').filter((kind) => kind === 'province')).toHaveLength(1)
    expect(kinds('2025-07-01').filter((kind) => kind === 'province')).toHaveLength(1)
    expect(kinds('2025-06-30').filter((kind) => kind === 'district')).toHaveLength(10)
    expect(kinds('2025-07-01')).not.toContain('district')
  })

  test('never share a uid, nor a code on one day', () => {
    expect(byUid.size).toBe(ADMINISTRATIVE_UNITS.length)
    // Only a first or a last day can begin an overlap.
    const days = new Set(ADMINISTRATIVE_UNITS.flatMap(({ validFrom, validTo }) => [validFrom, validTo]))
    for (const day of days) {
      if (day === null) continue
      const codes = unitsOn(day).map(({ code }) => code)
      expect(new Set(codes).size).toBe(codes.length)
    }
  })

  test('stand below a unit that comes first in the list, is of a higher kind and lives at the same time', () => {
    const seen = new Set<string>()
    for (const unit of ADMINISTRATIVE_UNITS) {
      if (unit.kind === 'province') expect(unit.parent).toBeNull()
      else {
        const parent = find(unit.parent ?? 'none')
        expect(seen).toContain(parent.uid)
        expect(['province', 'district'].indexOf(parent.kind)).toBeLessThan(
          ['province', 'district', 'commune'].indexOf(unit.kind),
        )
        expect(isValidOn(parent, unit.validTo ?? '9999-12-31')).toBe(true)
      }
      seen.add(unit.uid)
    }
  })

  test('reuse a code only for another uid: 23473 was xã Đắk Long and became thị trấn Măng Đen', () => {
    const named = (day: string) => unitsOn(day).find(({ code }) => code === '23473')?.fullName
    expect(named('2019-08-31')).toBe('Xã Đắk Long')
    expect(named('2019-09-01')).toBe('Thị trấn Măng Đen')
    expect(named('2025-07-01')).toBe('Xã Măng Đen')
  })

  test('carry the spellings people use', () => {
    expect(find('23395')).toMatchObject({ name: 'Bờ Y', aliases: ['Pờ Y'], parent: '611' })
    expect(find('618').name).toBe("Ia H'Drai")
  })

  test('lie, where a middle is known, in the Kon Tum of the map', () => {
    const middles = ADMINISTRATIVE_UNITS.flatMap(({ centroid }) => (centroid ? [centroid] : []))
    expect(middles).toHaveLength(154)
    expect(middles.filter(({ lat, lon }) => lat < 13.9 || lat > 15.5 || lon < 107.3 || lon > 108.6)).toEqual([])
  })

  test('and agencies are text in NFC', () => {
    const text = JSON.stringify([ADMINISTRATIVE_UNITS, SUCCESSIONS, AGENCIES])
    expect(text).toBe(text.normalize('NFC'))
  })
})

describe('the successions', () => {
  test('are 104', () => {
    expect(SUCCESSIONS).toHaveLength(104)
  })

  test('lead from a unit that ends to one that begins the day after', () => {
    for (const { from, to, on } of SUCCESSIONS) {
      expect(find(to).validFrom).toBe(on)
      expect(find(from).validTo).toBe(addDays(on, -1))
    }
  })

  test('leave no commune of before July 2025 without an heir, and none of after without a source', () => {
    const communes = ADMINISTRATIVE_UNITS.filter(({ kind }) => kind === 'commune')
    const ended = communes.filter(({ validTo }) => validTo !== null).map(({ uid }) => uid)
    const begun = communes.filter(({ validFrom }) => validFrom === '2025-07-01').map(({ uid }) => uid)
    expect(SUCCESSIONS.map(({ from }) => from)).toEqual(expect.arrayContaining(ended))
    expect(SUCCESSIONS.map(({ to }) => to)).toEqual(expect.arrayContaining(begun))
  })
})

test('26 agencies have 26 codes', () => {
  expect(new Set(AGENCIES.map(({ code }) => code)).size).toBe(26)
  expect(AGENCIES).toHaveLength(26)
})
