import { lastDayOf, yearOf } from '@ntm/shared/periods/period'
import type { UnitRef } from '@ntm/shared/units/wire'
import { runNamed, type Database } from '../../db/client.js'
import { refColumns } from '../units/queries.js'

/** What is known of what a commune starts from. */
export interface FoundConditions {
  unit: UnitRef
  parent: UnitRef
  /** Null where the commune has listed none. */
  villages: number | null
  hardships: number | null
  households: number | null
  povertyPercent: number | null
  start: number | null
}

/**
 * Households are the sum of the villages' counts where every village has one, else what the share of poor households is
 * counted out of.
 */
const LIST_CONDITIONS = {
  name: 'list-conditions',
  text: `
    select ${refColumns('u')} unit, ${refColumns('parent')} parent,
      nullif(k.villages, 0) villages, case when k.villages > 0 then k.hardships end hardships,
      coalesce(k.households, v.denominator)::int households, v.value::float8 "povertyPercent", first.met "start"
    from units u
    join units parent on parent.id = u.parent_id
    left join lateral (
      select count(*)::int villages,
        (count(*) filter (where exists (
          select from village_hardships h where h.village_id = w.id and h.valid @> $2::date)))::int hardships,
        case when count(*) > 0 and count(*) = count(counted.households) then sum(counted.households) end households
      from units w
      left join lateral (
        select households from village_households h
        where h.village_id = w.id and h.counted_on <= $2::date order by h.counted_on desc limit 1
      ) counted on true
      where w.parent_id = u.id and w.kind = 'village' and w.valid @> $2::date
    ) k on true
    left join monthly_results first on first.period = $3 and first.basis = 'official' and first.unit_id = u.id
    left join sheets s on first.import_id is null and s.unit_id = u.id and s.period = $3
      and s.revision = first.revision
    left join sheet_values v on v.year = $4 and v.sheet_id = s.id and v.measure_id = $5
    where u.path <@ $1::ltree and u.kind = 'commune' and u.in_programme and u.valid @> $2::date
    order by u.code`,
}

/**
 * The communes of the programme below a unit on the last day of a month, in order of code.
 *
 * @param start - Month whose official figures tell what they start from.
 * @param povertyId - Of the measure that tells the share of poor households; undefined: nobody knows.
 */
export async function listConditions(
  db: Database,
  path: readonly number[],
  period: string,
  start: string,
  povertyId: number | undefined,
): Promise<FoundConditions[]> {
  const values = [path.join('.'), lastDayOf(period), start, yearOf(start), povertyId ?? null]
  return runNamed<FoundConditions>(db, LIST_CONDITIONS, values)
}
