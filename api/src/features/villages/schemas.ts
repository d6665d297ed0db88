import { Type } from 'typebox'
import { VillageEnd, VillageList, VillagePatch, VillageRequest, VillageView } from '@ntm/shared/villages/wire'
import { ClosedObject, DayText, UnitCode } from '@ntm/shared/wire/parts'

const tags = ['Thôn, làng']
const params = Type.Object({ code: UnitCode })

export const listVillagesRoute = {
  config: { permission: 'units.read' },
  schema: {
    tags,
    summary: 'Danh sách thôn, làng của một xã, kể cả những thôn đã kết thúc',
    params,
    querystring: Type.Object({ at: Type.Optional(DayText) }, ClosedObject),
    response: { 200: VillageList },
  },
} as const

export const addVillageRoute = {
  config: { permission: 'villages.manage', audit: ['village.added'] },
  schema: {
    tags,
    summary: 'Lập một thôn, làng của xã; mã thôn do hệ thống cấp',
    params,
    querystring: Type.Object({}, ClosedObject),
    body: VillageRequest,
    response: { 201: VillageView },
  },
} as const

export const readVillageRoute = {
  config: { permission: 'units.read' },
  schema: {
    tags,
    summary: 'Một thôn, làng: thời gian, số hộ theo thời điểm, quyết định đặc biệt khó khăn',
    params,
    querystring: Type.Object({}, ClosedObject),
    response: { 200: VillageView },
  },
} as const

export const changeVillageRoute = {
  config: { permission: 'villages.manage', audit: ['village.changed'] },
  schema: {
    tags,
    summary: 'Đính chính một thôn, ghi số hộ hoặc quyết định đặc biệt khó khăn; cần If-Match',
    params,
    querystring: Type.Object({}, ClosedObject),
    body: VillagePatch,
    response: { 200: VillageView },
  },
} as const

export const endVillageRoute = {
  config: { permission: 'villages.manage', audit: ['village.ended', 'assessment.changed'] },
  schema: {
    tags,
    summary: 'Kết thúc một thôn từ một ngày, theo quyết định; nêu thôn kế thừa nếu có; cần If-Match',
    params,
    querystring: Type.Object({}, ClosedObject),
    body: VillageEnd,
    response: { 200: VillageView },
  },
} as const
