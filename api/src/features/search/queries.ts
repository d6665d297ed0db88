import type { AssessmentStatus } from '@ntm/shared/assessments/status'
import { lastDayOf } from '@ntm/shared/periods/period'
import type { ParsedSearch } from '@ntm/shared/search/parse-search'
import type { UnitRef } from '@ntm/shared/units/wire'
import { runNamed, type Database } from '../../db/client.js'
import { refColumns } from '../units/queries.js'

export interface FoundName {
  id: number
  unit: UnitRef
  parent: UnitRef | null
  aliases: string[]
  validFrom: string | null
  validTo: string | null
}

export interface Wanted extends Pick<ParsedSearch, 'words' | 'text' | 'type'> {
  /** What is in being then comes before what was; what is to be is not found. */
  day: string
  /** Id of the unit in which all must lie; undefined: anywhere. */
  withinId: number | undefined
  limit: number
}

/**
 * By the trigram index on search keys: the longest word through the index, the rest on what it leaves; a code from its
 * beginning. Where nothing has the words, names that are spelled much like them.
 */
const SEARCH_UNITS = {
  name: 'search-units',
  text: `
    with within as (
      select u.* from units u
      where ($7::int is null or u.path <@ (select path from units where id = $7))
        and (lower(u.valid) is null or lower(u.valid) <= $6::date)
    ),
    named as (
      select u.*, 1::real likeness from within u
      where u.search_key like $1 and u.search_key like all ($2::text[])
      union all
      select u.*, 1::real from within u where u.code like $4 and $4 <> ''
    ),
    found as (
      select * from named
      union all
      select u.*, word_similarity($3, u.search_key) from within u
      where not exists (select from named) and length($3) >= 3 and u.search_key %> $3
    )
    select u.id, ${refColumns('u')} unit, case when parent.id is not null then ${refColumns('parent')} end parent,
      u.aliases, lower(u.valid) "validFrom", upper(u.valid) - 1 "validTo"
    from found u left join units parent on parent.id = u.parent_id
    order by u.code = $3 desc, u.valid @> $6::date desc, u.type = coalesce($5, u.type) desc, u.likeness desc,
      u.search_key like $3 || '%' desc, nlevel(u.path), u.search_key, u.code, u.id
    limit $8`,
}

export async function searchUnits(db: Database, { words, text, type, day, withinId, limit }: Wanted) {
  const [longest, ...rest] = words
  if (longest === undefined) return []
  return runNamed<FoundName>(db, SEARCH_UNITS, [
    part(longest),
    rest.map(part),
    escapeLike(text),
    /^\d{2,}(-\d{0,3})?$/.test(text) ? `${text}%` : '',
    type,
    day,
    withinId ?? null,
    limit,
  ])
}

const escapeLike = (text: string) => text.replace(/[\\%_]/g, '\\$&')
const part = (word: string) => `%${escapeLike(word)}%`

export interface FoundSheet {
  unit: UnitRef
  parent: UnitRef | null
  period: string
  status: AssessmentStatus
}

const SEARCH_SHEETS = {
  name: 'search-sheets',
  text: `
    select ${refColumns('u')} unit, ${refColumns('parent')} parent, $2 period, coalesce(s.status, 'notStarted') status
    from unnest($1::int[]) with ordinality w (id, place)
    join units u on u.id = w.id and u.kind = 'commune' and u.in_programme and u.valid @> $3::date
    join units parent on parent.id = u.parent_id
    left join lateral (
      select status from sheets
      where unit_id = u.id and period = $2 and ($4 or status in ('approved', 'consolidated')
        or string_to_array(u.path::text, '.')::int[] && $5::int[])
      order by revision desc limit 1
    ) s on true
    where $4 or s.status in ('approved', 'consolidated') or string_to_array(u.path::text, '.')::int[] && $5::int[]
    order by w.place limit $6`,
}

/** Sheets of one month of the units found, in their order, as far as the reader may open them. */
export async function searchSheets(
  db: Database,
  unitIds: readonly number[],
  period: string,
  { everywhere, unitIds: sight }: { everywhere: boolean; unitIds: readonly number[] },
  limit: number,
): Promise<FoundSheet[]> {
  if (unitIds.length === 0) return []
  return runNamed<FoundSheet>(db, SEARCH_SHEETS, [unitIds, period, lastDayOf(period), everywhere, sight, limit])
}
