import { Type } from 'typebox'
import { VERIFICATION_STATES } from '@ntm/shared/verifications/verdicts'
import { NewVerification, VerificationOutcome, VerificationPage } from '@ntm/shared/verifications/wire'
import { ClosedObject, OneOf, PageQuery, PeriodText, PlainText, UnitCode } from '@ntm/shared/wire/parts'

const tags = ['Xác nhận của ngành']

export const listVerificationsRoute = {
  config: { permission: 'assessments.read' },
  schema: {
    tags,
    summary: 'Từng chỉ tiêu của từng phiếu đã gửi: ngành đã xác nhận, không xác nhận hay chưa có ý kiến',
    querystring: Type.Object(
      {
        ...PageQuery,
        period: PeriodText,
        unit: Type.Optional(UnitCode),
        indicator: Type.Optional(PlainText(20, 1)),
        agency: Type.Optional(PlainText(50, 1)),
        state: Type.Optional(OneOf(VERIFICATION_STATES)),
      },
      ClosedObject,
    ),
    response: { 200: VerificationPage },
  },
} as const

export const verifyRoute = {
  config: { permission: 'verifications.record', audit: ['assessment.verified'] },
  schema: {
    tags,
    summary: 'Xác nhận hoặc không xác nhận nhiều chỉ tiêu của nhiều xã; từng mục không nhận được nêu rõ',
    body: NewVerification,
    response: { 200: VerificationOutcome },
  },
} as const
