import { Type } from 'typebox'
import { BASES, MatrixView, OverviewView, TrendView } from '@ntm/shared/analysis/wire'
import { ClosedObject, DayText, OneOf, PeriodText, UnitCode } from '@ntm/shared/wire/parts'

const tags = ['Phân tích']
const unit = Type.Optional(UnitCode)
const basis = Type.Optional(OneOf(BASES))
/** Regroups the results, as they were, onto the units of this day; `unit` is then a code of that day. */
const map = Type.Optional(DayText)

export const overviewRoute = {
  config: { permission: 'results.read' },
  schema: {
    tags,
    summary: 'Tổng quan một đơn vị trong một kỳ: nhóm xã, bình quân, từng tiêu chí, cấp dưới, so với trước',
    querystring: Type.Object({ unit, period: Type.Optional(PeriodText), basis, map }, ClosedObject),
    response: { 200: OverviewView },
  },
} as const

export const matrixRoute = {
  config: { permission: 'results.read' },
  schema: {
    tags,
    summary: 'Ma trận xã × tiêu chí',
    querystring: Type.Object({ unit, period: Type.Optional(PeriodText), basis, map }, ClosedObject),
    response: { 200: MatrixView },
  },
} as const

export const trendRoute = {
  config: { permission: 'results.read' },
  schema: {
    tags,
    summary: 'Diễn biến qua các kỳ, mặc định 24 tháng đến kỳ hiện tại',
    querystring: Type.Object(
      { unit, from: Type.Optional(PeriodText), to: Type.Optional(PeriodText), basis, map },
      ClosedObject,
    ),
    response: { 200: TrendView },
  },
} as const
