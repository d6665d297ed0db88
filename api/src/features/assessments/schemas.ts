import { Type } from 'typebox'
import { HistoryPage } from '@ntm/shared/assessments/history-wire'
import { ChangesView } from '@ntm/shared/assessments/changes-wire'
import {
  AssessmentPage,
  AssessmentPatch,
  AssessmentView,
  MeasureHistory,
  TransitionRequest,
} from '@ntm/shared/assessments/wire'
import { ASSESSMENT_STATUSES } from '@ntm/shared/assessments/status'
import { VillageFiguresPatch, VillageFiguresView } from '@ntm/shared/villages/figures-wire'
import { ClosedObject, OneOf, PageQuery, PeriodText, UnitCode } from '@ntm/shared/wire/parts'

const tags = ['Phiếu đánh giá']
const params = Type.Object({ unit: UnitCode, period: PeriodText })
const querystring = Type.Object({}, ClosedObject)

export const listAssessmentsRoute = {
  config: { permission: 'assessments.read' },
  schema: {
    tags,
    summary: 'Phiếu của một kỳ dưới một đơn vị, không kèm giá trị',
    querystring: Type.Object(
      {
        ...PageQuery,
        period: PeriodText,
        unit: Type.Optional(UnitCode),
        status: Type.Optional(OneOf(ASSESSMENT_STATUSES)),
      },
      ClosedObject,
    ),
    response: { 200: AssessmentPage },
  },
} as const

export const readAssessmentRoute = {
  config: { permission: 'assessments.read' },
  schema: {
    tags,
    summary: 'Một phiếu với giá trị và kết quả; bản mới nhất, hoặc bản được nêu',
    params,
    querystring: Type.Object({ revision: Type.Optional(Type.Integer({ minimum: 1, maximum: 1000 })) }, ClosedObject),
    response: { 200: AssessmentView },
  },
} as const

export const measureHistoryRoute = {
  config: { permission: 'assessments.read' },
  schema: {
    tags,
    summary: 'Giá trị các tháng trước của từng chỉ tiêu; mười hai tháng, hoặc số tháng được nêu',
    params,
    querystring: Type.Object({ months: Type.Optional(Type.Integer({ minimum: 1, maximum: 120 })) }, ClosedObject),
    response: { 200: MeasureHistory },
  },
} as const

export const changesRoute = {
  config: { permission: 'assessments.read' },
  schema: {
    tags,
    summary: 'Khác gì so với lần gửi trước hoặc tháng trước',
    params,
    querystring: Type.Object({ since: OneOf(['lastSubmission', 'lastMonth']) }, ClosedObject),
    response: { 200: ChangesView },
  },
} as const

export const historyRoute = {
  config: { permission: 'assessments.read' },
  schema: {
    tags,
    summary: 'Mọi việc đã xảy ra với phiếu, qua mọi bản: ai, khi nào, cũ → mới, vì sao; mới nhất trước',
    params,
    querystring: Type.Object(
      { ...PageQuery, cursor: Type.Optional(Type.String({ pattern: '^[0-9]{1,15}$' })) },
      ClosedObject,
    ),
    response: { 200: HistoryPage },
  },
} as const

export const patchAssessmentRoute = {
  config: { permission: 'assessments.edit', audit: ['assessment.changed'] },
  schema: {
    tags,
    summary: 'Sửa những giá trị được nêu; cần If-Match',
    params,
    querystring,
    body: AssessmentPatch,
    response: { 200: AssessmentView },
  },
} as const

export const moveAssessmentRoute = {
  config: {
    permission: 'assessments.read',
    audit: [
      'assessment.changed',
      'assessment.submitted',
      'assessment.withdrawn',
      'assessment.returned',
      'assessment.approved',
      'assessment.reopened',
    ],
  },
  schema: {
    tags,
    summary: 'Gửi (kèm số liệu chưa lưu nếu có), rút, trả lại, duyệt hoặc mở lại phiếu; cần If-Match',
    params,
    querystring,
    body: TransitionRequest,
    response: { 200: AssessmentView },
  },
} as const

export const readVillageFiguresRoute = {
  config: { permission: 'assessments.read' },
  schema: {
    tags,
    summary: 'Số liệu theo thôn của một phiếu: chỉ tiêu nào thu thập theo thôn, từng thôn có gì, thôn nào còn thiếu',
    params,
    querystring: Type.Object({ revision: Type.Optional(Type.Integer({ minimum: 1, maximum: 1000 })) }, ClosedObject),
    response: { 200: VillageFiguresView },
  },
} as const

export const patchVillageFiguresRoute = {
  config: { permission: 'assessments.edit', audit: ['assessment.changed'] },
  schema: {
    tags,
    summary: 'Ghi số liệu của các thôn được nêu; giá trị của xã là tổng, ghi cùng lúc; cần If-Match của phiếu',
    params,
    querystring,
    body: VillageFiguresPatch,
    response: { 200: VillageFiguresView },
  },
} as const
