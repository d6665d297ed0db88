import type { AssessmentStatus } from '@ntm/shared/assessments/status'
import { BANDS } from '@ntm/shared/analysis/bands'
import type { Basis } from '@ntm/shared/analysis/wire'
import { lastDayOf } from '@ntm/shared/periods/period'
import type { UnitRef } from '@ntm/shared/units/wire'
import { runNamed, type Database } from '../../db/client.js'
import { refColumns } from '../units/queries.js'

/** A month to count, and on whose word. */
export interface CountedMonth {
  period: string
  basis: Basis
}

/** Results of one month under one child of the unit, added up; the unit itself when it is a commune. */
export interface ChildTotals {
  period: string
  child: UnitRef
  communes: number
  counted: number
  /** Of those counted, the communes whose results came by an import of past years. */
  imported: number
  /** Criteria met by all of those counted. */
  total: number
  /** In the order of `BANDS`. */
  bands: number[]
}

/** All that is told of one month under one child. */
export interface ChildFigures extends ChildTotals {
  /** Of those counted, the communes of which only the number of criteria met is known. */
  countOnly: number
  recognised: number
  /** By status of the sheet, as `STATUSES` has them. */
  progress: Record<AssessmentStatus, number>
  /** Communes by criterion, in order of number. */
  met: number[]
  notMet: number[]
  /** Communes that meet a whole group, in the order of the set's groups. */
  groups: number[]
}

/** As much of a criteria set as counting needs. */
export interface CountedSet {
  id: number
  criteria: readonly { number: number }[]
  groups: readonly { criteria: readonly number[] }[]
}

export const BAND_COUNTS = BANDS.map(({ from, to }) => `count(*) filter (where r.met between ${from} and ${to})`).join(
  ', ',
)

/** Of the commune's latest sheet; results of past years that were imported count as consolidated. */
export const STATUS = `coalesce(s.status, case when r.import_id is null then 'notStarted' else 'consolidated' end)`

export interface MatrixRow {
  unit: UnitRef
  parent: UnitRef
  status: AssessmentStatus
  metMask: number | null
  notMetMask: number | null
  met: number | null
  isImported: boolean
  /** Only the number of criteria met is known, not which. */
  isCountOnly: boolean
}

const LIST_RESULTS = {
  name: 'list-results',
  text: `
    select ${refColumns('u')} unit, ${refColumns('parent')} parent, ${STATUS} status,
      r.met_mask "metMask", r.not_met_mask "notMetMask", r.met, r.import_id is not null "isImported",
      r.count_only is not null "isCountOnly"
    from units u
    join units parent on parent.id = u.parent_id
    left join monthly_results r on r.period = $2 and r.basis = $3 and r.unit_id = u.id
    left join (
      select distinct on (unit_id) unit_id, status from sheets where period = $2 order by unit_id, revision desc
    ) s on s.unit_id = u.id
    where u.path <@ $1::ltree
      and u.kind = 'commune' and u.in_programme and u.valid @> $4::date
    order by u.code`,
}

/** One row a commune of the programme, in order of code. */
export async function listResults(db: Database, path: readonly number[], month: CountedMonth): Promise<MatrixRow[]> {
  return runNamed<MatrixRow>(db, LIST_RESULTS, [path.join('.'), month.period, month.basis, lastDayOf(month.period)])
}

/** A month of a trend. */
export interface TrendRow {
  period: string
  communes: number
  counted: number
  /** Communes whose results came by an import of past years. */
  imported: number
  total: number
  bands: number[]
}

export interface ImportedSource {
  period: string
  source: string
  issuedOn: string
  communes: number
}

const LIST_SOURCES = {
  name: 'list-imported-sources',
  text: `
    select r.period, i.source, i.source_date "issuedOn", count(*)::int communes
    from monthly_results r
    join imports i on i.id = r.import_id
    join units u on u.id = r.unit_id and u.path <@ $1::ltree
    where r.period = any($2) and r.basis = 'official'
    group by r.period, i.source, i.source_date order by r.period, communes desc, i.source`,
}

/** What the imported results below a unit were taken from; asked only where a month has any. */
export async function listImportedSources(
  db: Database,
  path: readonly number[],
  periods: readonly string[],
): Promise<ImportedSource[]> {
  if (periods.length === 0) return []
  return runNamed<ImportedSource>(db, LIST_SOURCES, [path.join('.'), periods])
}
