import { Type, type Static } from 'typebox'
import { ASSESSMENT_STATUSES } from '../assessments/status.js'
import { CRITERION_RESULTS } from '../criteria/wire.js'
import { UnitRef } from '../units/wire.js'
import { Nullable, NullableOneOf, OneOf } from '../wire/parts.js'

/** Whose word the figures rest on: the commune's, the district's, or the number of record. */
export const BASES = ['reported', 'approved', 'official'] as const
export type Basis = (typeof BASES)[number]

export const Progress = Type.Object({
  notStarted: Type.Integer(),
  draft: Type.Integer(),
  submitted: Type.Integer(),
  returned: Type.Integer(),
  approved: Type.Integer(),
  consolidated: Type.Integer(),
})
export type Progress = Static<typeof Progress>

const CriteriaMet = Type.Object({
  total: Type.Integer(),
  /** Two decimals over `counted`; null when no commune has a result yet. */
  mean: Nullable(Type.Number()),
})

/** What results of years before this system were taken from; absent where all came from sheets. */
const ImportedSources = Type.Optional(
  Type.Array(Type.Object({ source: Type.String(), issuedOn: Type.String(), communes: Type.Integer() })),
)
export type ImportedSources = { source: string; issuedOn: string; communes: number }[]

const Bands = Type.Array(Type.Object({ label: Type.String(), communes: Type.Integer() }))

/** The day whose units the results, as they were, are regrouped onto. */
export const MapNote = Type.Object({
  day: Type.String(),
  /** Results that cannot be divided among the units of that day, or of which nobody wrote down what became of them. */
  apart: Type.Array(
    Type.Object({
      unit: UnitRef,
      met: Nullable(Type.Integer()),
      /** Units of that day that it lies in; none: not known. */
      places: Type.Array(UnitRef),
      /** Whether the figures of the unit asked for hold it all the same, since all of it lies there. */
      isCounted: Type.Boolean(),
    }),
  ),
})
export type MapNote = Static<typeof MapNote>

export const OverviewView = Type.Object({
  unit: UnitRef,
  /** From the province down to the unit's parent. */
  ancestors: Type.Array(UnitRef),
  period: Type.String(),
  basis: OneOf(BASES),
  criteriaSet: Nullable(Type.String()),
  /** Day of consolidation for official figures, else today. */
  asOf: Type.String(),
  /** Communes of the programme on the last day of the period: the denominator. */
  communes: Type.Integer(),
  /** Communes with a result on this basis. */
  counted: Type.Integer(),
  imported: ImportedSources,
  /** Communes recognised by decision by the end of the period; not the same as 19/19. */
  recognised: Type.Integer(),
  progress: Progress,
  criteriaMet: CriteriaMet,
  bands: Bands,
  groups: Type.Array(
    Type.Object({
      code: Type.String(),
      name: Type.String(),
      criteria: Type.Array(Type.Integer()),
      communesMeetingAll: Type.Integer(),
    }),
  ),
  criteria: Type.Array(
    Type.Object({
      number: Type.Integer(),
      name: Type.String(),
      met: Type.Integer(),
      notMet: Type.Integer(),
      incomplete: Type.Integer(),
      noData: Type.Integer(),
    }),
  ),
  children: Type.Array(
    Type.Object({
      unit: UnitRef,
      communes: Type.Integer(),
      counted: Type.Integer(),
      criteriaMet: CriteriaMet,
      bands: Bands,
      progress: Progress,
    }),
  ),
  /** The same figures last month and in December of last year, official where there are any. */
  comparisons: Type.Array(
    Type.Object({
      kind: OneOf(['lastMonth', 'lastDecember']),
      period: Type.String(),
      communes: Type.Integer(),
      counted: Type.Integer(),
      /** Whether any of it came by an import of past years. */
      imported: Type.Optional(Type.Boolean()),
      criteriaMet: CriteriaMet,
      bands: Bands,
      /** Empty where criteria of then are not known one by one, or were those of another set. */
      criteria: Type.Array(Type.Object({ number: Type.Integer(), met: Type.Integer() })),
    }),
  ),
  accountable: Nullable(Type.Object({ name: Type.String(), title: Type.String() })),
  /** Only where the map of another day was asked for. */
  map: Type.Optional(MapNote),
})
export type OverviewView = Static<typeof OverviewView>

export const MatrixView = Type.Object({
  unit: UnitRef,
  period: Type.String(),
  basis: OneOf(BASES),
  criteria: Type.Array(Type.Integer()),
  imported: ImportedSources,
  rows: Type.Array(
    Type.Object({
      unit: UnitRef,
      parent: UnitRef,
      /** On the map of another day: the unit that the commune lies in; null where it lies in several or none. */
      place: Type.Optional(Nullable(UnitRef)),
      status: OneOf(ASSESSMENT_STATUSES),
      met: Nullable(Type.Integer()),
      /** Whether the result came by an import of past years. */
      isImported: Type.Optional(Type.Boolean()),
      /** One a criterion, in order; null where it is not known, also beside a known number of criteria met. */
      results: Type.Array(NullableOneOf(CRITERION_RESULTS)),
    }),
  ),
  map: Type.Optional(MapNote),
})
export type MatrixView = Static<typeof MatrixView>

export const TrendView = Type.Object({
  unit: UnitRef,
  basis: OneOf(BASES),
  points: Type.Array(
    Type.Object({
      period: Type.String(),
      communes: Type.Integer(),
      counted: Type.Integer(),
      imported: ImportedSources,
      total: Type.Integer(),
      mean: Nullable(Type.Number()),
      at19: Type.Integer(),
      bands: Bands,
      /** On the map of another day: communes that lie in the unit only partly, and are not counted. */
      apart: Type.Optional(Type.Integer()),
    }),
  ),
  map: Type.Optional(Type.Object({ day: Type.String() })),
})
export type TrendView = Static<typeof TrendView>
