import { Type } from 'typebox'
import {
  IndicatorLeads,
  LeadChange,
  MeasureThresholds,
  ThresholdDecided,
  ThresholdDecision,
} from '@ntm/shared/criteria/maintenance-wire'
import { CriteriaSetFile, SetPublication } from '@ntm/shared/criteria/set-file-wire'
import { ClosedObject } from '@ntm/shared/wire/parts'

const tags = ['Bộ tiêu chí']
const code = Type.String({ maxLength: 60 })
const measureParams = Type.Object({ code, key: Type.String({ maxLength: 20 }) })
const indicatorParams = Type.Object({ code, indicator: Type.String({ maxLength: 20 }) })

export const listThresholdsRoute = {
  config: { permission: 'criteria.read' },
  schema: {
    tags,
    summary: 'Các ngưỡng của một chỉ tiêu: đang áp dụng và đã thay',
    params: measureParams,
    response: { 200: MeasureThresholds },
  },
} as const

export const decideThresholdRoute = {
  config: { permission: 'criteria.manage', audit: ['threshold.confirmed', 'threshold.corrected'] },
  schema: {
    tags,
    summary:
      'Xác nhận hoặc sửa ngưỡng, theo năm, vùng hoặc xã; phiếu đã gửi giữ ngưỡng cũ, phiếu đang mở được xét lại ngay',
    params: measureParams,
    body: ThresholdDecision,
    response: { 201: ThresholdDecided },
  },
} as const

export const listLeadsRoute = {
  config: { permission: 'criteria.read' },
  schema: {
    tags,
    summary: 'Các cơ quan phụ trách một chỉ tiêu theo thời gian',
    params: indicatorParams,
    response: { 200: IndicatorLeads },
  },
} as const

export const changeLeadRoute = {
  config: { permission: 'criteria.manage', audit: ['indicator.leadChanged'] },
  schema: {
    tags,
    summary: 'Giao chỉ tiêu cho cơ quan khác phụ trách, từ một ngày',
    params: indicatorParams,
    body: LeadChange,
    response: { 200: IndicatorLeads },
  },
} as const

export const exportSetRoute = {
  config: { permission: 'criteria.read' },
  schema: {
    tags,
    summary: 'Bộ tiêu chí thành một tệp JSON, để soạn phiên bản mới từ đó',
    params: Type.Object({ code }),
    response: { 200: CriteriaSetFile },
  },
} as const

export const publishSetRoute = {
  config: { permission: 'criteria.manage', audit: ['criteria.published'] },
  schema: {
    tags,
    summary: 'Công bố phiên bản mới từ tệp; ?dryRun=true chỉ kiểm tra và nêu điểm khác với bộ trước',
    querystring: Type.Object({ dryRun: Type.Optional(Type.Boolean()) }, ClosedObject),
    body: CriteriaSetFile,
    response: { 200: SetPublication, 201: SetPublication },
  },
} as const
