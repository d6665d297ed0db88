import { Type } from 'typebox'
import { AccountableRequest, AccountableView, AgencyList, UNIT_KINDS, UnitPage, UnitView } from '@ntm/shared/units/wire'
import { ClosedObject, DayText, OneOf, PageQuery, PlainText, UnitCode } from '@ntm/shared/wire/parts'

const tags = ['Đơn vị hành chính']

export const listUnitsRoute = {
  config: { permission: 'units.read' },
  schema: {
    tags,
    summary: 'Đơn vị hành chính có hiệu lực vào một ngày',
    querystring: Type.Object(
      {
        ...PageQuery,
        kind: Type.Optional(OneOf(UNIT_KINDS)),
        parent: Type.Optional(UnitCode),
        at: Type.Optional(DayText),
        q: Type.Optional(PlainText(100)),
      },
      ClosedObject,
    ),
    response: { 200: UnitPage },
  },
} as const

export const readUnitRoute = {
  config: { permission: 'units.read' },
  schema: {
    tags,
    summary: 'Một đơn vị theo mã và ngày',
    params: Type.Object({ code: UnitCode }),
    querystring: Type.Object({ at: Type.Optional(DayText) }, ClosedObject),
    response: { 200: UnitView },
  },
} as const

export const listAgenciesRoute = {
  config: { permission: 'units.read' },
  schema: { tags, summary: 'Các sở, ban, ngành', response: { 200: AgencyList } },
} as const

export const readAccountableRoute = {
  config: { permission: 'units.read' },
  schema: {
    tags,
    summary: 'Những người chịu trách nhiệm về kết quả của đơn vị, theo ngày',
    params: Type.Object({ code: UnitCode }),
    querystring: Type.Object({ at: Type.Optional(DayText) }, ClosedObject),
    response: { 200: AccountableView },
  },
} as const

export const nameAccountableRoute = {
  config: { permission: 'accountable.manage', audit: ['unit.accountableNamed', 'unit.accountableCorrected'] },
  schema: {
    tags,
    summary: 'Ghi người chịu trách nhiệm từ một ngày; người trước thôi từ hôm trước đó',
    params: Type.Object({ code: UnitCode }),
    body: AccountableRequest,
    response: { 200: AccountableView },
  },
} as const
