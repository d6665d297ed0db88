import { Type } from 'typebox'
import { MapView } from '@ntm/shared/boundaries/wire'
import { ClosedObject, DayText, UnitCode } from '@ntm/shared/wire/parts'

export const mapRoute = {
  config: { permission: 'units.read' },
  schema: {
    tags: ['Đơn vị hành chính'],
    summary: 'Bản đồ các xã, phường, thị trấn của một ngày: ranh giới chính thức nếu có, nếu không là vị trí gần đúng',
    querystring: Type.Object({ unit: Type.Optional(UnitCode), at: Type.Optional(DayText) }, ClosedObject),
    response: { 200: MapView },
  },
} as const
