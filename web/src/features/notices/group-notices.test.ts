import { expect, test } from 'vitest'
import { build, COMMUNE, DISTRICT } from './testing/builders'
import { groupNotices } from './group-notices'

const OTHER = { ...COMMUNE, uid: '23515', code: '23515', name: 'Ngok Wang', fullName: 'Xã Ngok Wang' }

test('communes that are late stand under their district, what one has to do oneself under one’s own unit', () => {
  const groups = groupNotices([
    build({ id: 4, kind: 'lateStill' }),
    build({ id: 3, kind: 'lateStill', unit: OTHER }),
    build({ id: 2, kind: 'due' }),
    build({ id: 1, kind: 'verificationWaiting', unit: DISTRICT, parent: null }),
  ])
  expect(groups.map(({ unit, notices }) => [unit.fullName, notices.map(({ id }) => id)])).toEqual([
    ['Huyện Đắk Hà', [4, 3, 1]],
    ['Xã Đắk Mar', [2]],
  ])
})
