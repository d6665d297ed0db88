import { Type, type Static } from 'typebox'
import { Nullable, PageOf } from '../wire/parts.js'

export const PeriodView = Type.Object({
  period: Type.String(),
  opensOn: Type.String(),
  /** Hạn nộp. */
  dueOn: Type.String(),
  /** Khóa sổ. */
  locksOn: Type.String(),
  consolidatedAt: Nullable(Type.String()),
  criteriaSet: Nullable(Type.String()),
})
export type PeriodView = Static<typeof PeriodView>

export const PeriodPage = PageOf(PeriodView)
export type PeriodPage = Static<typeof PeriodPage>
