import { Type, type Static } from 'typebox'
import { ClosedObject, DayText, Nullable, OneOf, PlainText } from '../wire/parts.js'
import { COMPARATORS, MEASURE_KINDS } from './wire.js'

const Code = Type.String({ pattern: '^[a-z0-9-]{1,40}$' })
const Name = PlainText(300, 1)

const LegalBasisFile = Type.Object(
  { number: PlainText(100, 1), issuedOn: DayText, issuer: PlainText(200, 1), note: Type.Optional(PlainText(1_000)) },
  ClosedObject,
)

const ThresholdFile = Type.Object(
  {
    region: Type.String({ pattern: '^(\\*|[a-z0-9-]{1,40})$' }),
    unit: Type.Optional(Type.String({ pattern: '^[0-9a-z-]{2,20}$' })),
    year: Type.Optional(Type.Integer({ minimum: 2000, maximum: 2100 })),
    value: Type.Unsafe<number | true>({ type: ['number', 'boolean'] }),
    confirmed: Type.Boolean(),
    legalBasis: Type.Optional(PlainText(200)),
    setBy: Type.Optional(OneOf(['province'])),
    note: Type.Optional(PlainText(1_000)),
    source: Type.Optional(PlainText(1_000)),
  },
  ClosedObject,
)

const MeasureFile = Type.Object(
  {
    key: Type.String({ pattern: '^[0-9]{1,2}\\.[0-9]{1,2}[a-z]?$' }),
    label: Type.Optional(PlainText(300)),
    labelEn: Type.Optional(PlainText(300)),
    kind: OneOf(MEASURE_KINDS),
    unit: Nullable(PlainText(60)),
    comparator: OneOf(COMPARATORS),
    allowsNotApplicable: Type.Optional(Type.Boolean()),
    thresholds: Type.Array(ThresholdFile, { maxItems: 500 }),
  },
  ClosedObject,
)

const IndicatorFile = Type.Object(
  {
    code: Type.String({ pattern: '^[0-9]{1,2}\\.[0-9]{1,2}$' }),
    name: Name,
    nameEn: Name,
    leadAgency: Code,
    measures: Type.Array(MeasureFile, { maxItems: 26 }),
  },
  ClosedObject,
)

const CriterionFile = Type.Object(
  {
    number: Type.Integer({ minimum: 1, maximum: 30 }),
    name: Name,
    nameEn: Name,
    group: PlainText(10, 1),
    indicators: Type.Array(IndicatorFile, { maxItems: 50 }),
  },
  ClosedObject,
)

/** A criteria set as one file: the shape of `definition.ts`. */
export const CriteriaSetFile = Type.Object(
  {
    code: Code,
    level: OneOf(['commune']),
    name: Name,
    nameEn: Name,
    legalBasis: Type.Array(LegalBasisFile, { maxItems: 20 }),
    validFrom: DayText,
    validTo: Nullable(DayText),
    region: Code,
    method: OneOf(['every-measure']),
    groups: Type.Array(
      Type.Object(
        { code: PlainText(10, 1), name: Name, nameEn: Name, criteria: Type.Array(Type.Integer(), { maxItems: 30 }) },
        ClosedObject,
      ),
      { maxItems: 20 },
    ),
    criteria: Type.Array(CriterionFile, { maxItems: 30 }),
  },
  ClosedObject,
)
export type CriteriaSetFile = Static<typeof CriteriaSetFile>

export const SET_PARTS = ['group', 'criterion', 'indicator', 'measure', 'threshold'] as const
export const SET_CHANGES = ['added', 'removed', 'changed'] as const

/** What a set has otherwise than the one before it. */
export const SetDifference = Type.Object({
  part: OneOf(SET_PARTS),
  /** Number or code, such as `11.1`; of a threshold with its scope: `11.1, tay-nguyen, 2019`. */
  key: Type.String(),
  change: OneOf(SET_CHANGES),
  /** What is otherwise: in words of the set, null where there is nothing. */
  fields: Type.Array(
    Type.Object({ field: Type.String(), before: Nullable(Type.String()), after: Nullable(Type.String()) }),
  ),
})
export type SetDifference = Static<typeof SetDifference>

export const SetPublication = Type.Object({
  code: Type.String(),
  validFrom: Type.String(),
  /** Whether this was a trial: nothing was stored. */
  dryRun: Type.Boolean(),
  /** The set that it takes the place of, and the last day of that one; null where there is none. */
  previous: Nullable(Type.Object({ code: Type.String(), validTo: Type.String() })),
  counts: Type.Object({ criteria: Type.Integer(), indicators: Type.Integer(), measures: Type.Integer() }),
  differences: Type.Array(SetDifference),
})
export type SetPublication = Static<typeof SetPublication>
