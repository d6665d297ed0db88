import { expect, test } from 'vitest'
import { isInProgramme } from '../../units/in-programme.js'
import { isValidOn } from '../../units/valid-on.js'
import { ADMINISTRATIVE_UNITS } from '../../units/data/units-kon-tum.js'
import { PUBLISHED_ROWS, RECOGNISED_BY_MAY_2019 } from './published-figures.js'

test('every published row of bands adds up to its own denominator', () => {
  const rows = PUBLISHED_ROWS.filter(({ bands }) => bands)
  expect(rows).toHaveLength(6)
  for (const { bands, communes } of rows) {
    expect(Object.values(bands ?? {}).reduce((sum, count) => sum + count, 0)).toBe(communes)
  }
})

test('mid 2019 stands as 18/8/19/41/0 over 86 communes', () => {
  expect(PUBLISHED_ROWS.find(({ asOf }) => asOf === '2019-07')).toMatchObject({
    communes: 86,
    bands: { '19': 18, '15-18': 8, '10-14': 19, '5-9': 41, '0-4': 0 },
    recognised: 17,
  })
})

test('the 17 communes recognised by May 2019 were communes of the programme then, each in its district', () => {
  expect(RECOGNISED_BY_MAY_2019).toHaveLength(17)
  const communes = ADMINISTRATIVE_UNITS.filter((unit) => isInProgramme(unit) && isValidOn(unit, '2019-05-31'))
  for (const { code, name, district } of RECOGNISED_BY_MAY_2019) {
    expect(communes.find((each) => each.code === code)).toMatchObject({ name, parent: district })
  }
  expect(new Set(RECOGNISED_BY_MAY_2019.map(({ code }) => code)).size).toBe(17)
})
