import type pg from 'pg'
import { PLACES } from '../cast.js'
import type { Place } from './judge.js'
import type { Subject } from './policy.js'
import type { Target } from './requests.js'

/** Targets between which nothing has to be changed in the database. */
export interface Scenery {
  /** Status that the communes' sheets of the month under way have; absent: whatever it is. */
  status?: 'draft' | 'submitted' | 'returned' | 'approved'
  targets: readonly Target[]
}

/** The month under way, one that has not begun, and one that was consolidated. */
const JULY = '2019-07'
const AUGUST = '2019-08'
const JUNE = '2019-06'
const COMMUNES = [PLACES.commune, PLACES.siblingCommune, PLACES.foreignCommune]

const inPeriod = (period: string, units: readonly string[]) => units.map((unit) => ({ unit, period }))
const withStatus = (status: NonNullable<Scenery['status']>) => ({ status, targets: inPeriod(JULY, COMMUNES) })

const SCENERIES: Readonly<Record<Subject, readonly Scenery[]>> = {
  unit: [{ targets: inPeriod(JULY, Object.values(PLACES)) }],
  commune: [{ targets: inPeriod(JULY, COMMUNES) }],
  village: [{ targets: inPeriod(JULY, [PLACES.village]) }],
  'unit without sheets': [{ targets: inPeriod(JULY, [PLACES.district]) }],
  'sheet under way': [
    { targets: inPeriod(AUGUST, COMMUNES) },
    withStatus('draft'),
    withStatus('submitted'),
    withStatus('returned'),
  ],
  'sent sheet': [withStatus('submitted')],
  'accepted sheet': [withStatus('approved'), { targets: inPeriod(JUNE, COMMUNES) }],
}

/** Everything that a row is tried on; one target that nobody looks at where it is about nothing in particular. */
export function listSceneries(subject: Subject | undefined): readonly Scenery[] {
  return subject === undefined ? [{ targets: inPeriod(JULY, [PLACES.commune]) }] : SCENERIES[subject]
}

/** @param pool - As the owner of the tables. */
export async function setScenery(pool: pg.Pool, { status }: Scenery): Promise<void> {
  if (status === undefined) return
  const { rowCount } = await pool.query(
    `update sheets s set status = $1, submitted_at = coalesce(submitted_at, now()) from units u
     where u.id = s.unit_id and u.code = any($2) and s.period = $3`,
    [status, COMMUNES, JULY],
  )
  if (rowCount !== COMMUNES.length) throw new RangeError(`${rowCount ?? 0} sheets for ${COMMUNES.length} communes`)
}

/** The units of the cast, by code. */
export async function findPlaces(pool: pg.Pool): Promise<Map<string, Place>> {
  const { rows } = await pool.query<Place>(
    `select u.code, array(select above.code from units above where above.path @> u.path order by nlevel(above.path)) path
     from units u where u.code = any($1) and u.valid @> '2019-07-22'::date`,
    [Object.values(PLACES)],
  )
  return new Map(rows.map((place) => [place.code, place]))
}
