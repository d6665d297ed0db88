import { Type, type Static, type TSchema } from 'typebox'

/** A value or null, written so that the serialiser need not try alternatives. */
export function Nullable<T extends TSchema>(schema: T) {
  const { type, ...rest } = schema as unknown as { type: string }
  return Type.Unsafe<Static<T> | null>({ ...rest, type: [type, 'null'] })
}

/** One of a fixed list of words. */
export function OneOf<const T extends readonly string[]>(values: T) {
  return Type.Unsafe<T[number]>({ type: 'string', enum: [...values] })
}

export function NullableOneOf<const T extends readonly string[]>(values: T) {
  return Type.Unsafe<T[number] | null>({ type: ['string', 'null'], enum: [...values, null] })
}

/** Reporting month (kỳ), `YYYY-MM`. Its months are 01–12; a thirteenth is malformed, not unknown. */
export const PeriodText = Type.String({
  pattern: '^(19|20)[0-9]{2}-(0[1-9]|1[0-2])$',
  description: 'Kỳ báo cáo, YYYY-MM',
})

/** Calendar day, `YYYY-MM-DD`. */
export const DayText = Type.String({ format: 'date', description: 'Ngày, YYYY-MM-DD' })

export const InstantText = Type.String({ format: 'date-time', description: 'Thời điểm ISO 8601, UTC' })

const UNIT_CODE = '[0-9]{2,10}(-[0-9]{2,3})?'

/**
 * General Statistics Office code of a unit; of a village its commune's and a running number, `23311-01`. It means
 * something only with a date.
 */
export const UnitCode = Type.String({ pattern: `^${UNIT_CODE}$`, description: 'Mã đơn vị hành chính' })

/** Several codes with commas between them, as an address has them. */
export function UnitCodes(most: number) {
  const pattern = `^${UNIT_CODE}(,${UNIT_CODE}){0,${most - 1}}$`
  return Type.String({ pattern, description: 'Mã các đơn vị, cách nhau bằng dấu phẩy' })
}

/** Text that a person writes. NUL and lone surrogates are refused: PostgreSQL cannot keep them. */
export function PlainText(maxLength: number, minLength = 0) {
  return Type.String({ minLength, maxLength, format: 'plain-text' })
}

export const ClosedObject = { additionalProperties: false } as const

/** Keyset page: `next` is null on the last page. */
export function PageOf<T extends TSchema>(item: T) {
  return Type.Object({
    data: Type.Array(item),
    page: Type.Object({ next: Nullable(Type.String()), limit: Type.Integer() }),
  })
}

export const PageQuery = {
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 500, default: 50 })),
  cursor: Type.Optional(Type.String({ maxLength: 200 })),
}
