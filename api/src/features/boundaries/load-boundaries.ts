import { createHash } from 'node:crypto'
import { checkBoundaries, type BoundaryFault } from '@ntm/shared/boundaries/check-boundaries'
import { recordEvents } from '../../db/audit-log.js'
import type { Database } from '../../db/client.js'
import { findProvinceCode, findUnit } from '../units/queries.js'
import { simplifyBoundaries } from './simplify-boundaries.js'
import { addBoundarySet, addUnitBoundaries, listCommunes } from './write-boundaries.js'

/** Who acts, as the trail names it: somebody with a shell on the server. */
const OPERATOR = 'Người vận hành máy chủ'

export interface BoundaryFile {
  bytes: Buffer
  /** First day on which the boundaries hold. */
  from: string
  source: string
  decision: string
  /** Property of a feature that holds the code of its unit. */
  property: string
  /** Everything is done but kept. */
  isTrial: boolean
}

export type Loading =
  | { outcome: 'refused'; faults: readonly BoundaryFault[]; nameOf: (code: string) => string | undefined }
  | { outcome: 'notJson' }
  | { outcome: 'inForce' }
  | { outcome: 'checked' | 'loaded'; units: number; points: number }

/**
 * Loads official boundaries of one province: all of the file, with its audit row, or nothing.
 *
 * Loading again what is in force changes nothing; what was in force before and is loaded again is in force again.
 */
export async function loadBoundaries(tx: Database, file: BoundaryFile): Promise<Loading> {
  const { bytes, from, source, decision, property, isTrial } = file
  const parsed = parse(bytes)
  if (parsed === undefined) return { outcome: 'notJson' }
  const province = await findUnit(tx, await findProvinceCode(tx, from), from)
  if (!province) throw new RangeError(`No province on ${from}`)
  const communes = await listCommunes(tx, province.id, from)
  const { areas, faults } = checkBoundaries(parsed.value, new Set(communes.keys()), property)
  if (!areas) return { outcome: 'refused', faults, nameOf: (code) => communes.get(code)?.fullName }

  const drawn = simplifyBoundaries(areas)
  const empty = [...communes.keys()].filter((code) => (drawn.get(code) ?? []).length === 0)
  if (empty.length > 0) {
    const tooSmall = empty.map((code) => ({
      kind: 'noArea' as const,
      feature: [...areas.keys()].indexOf(code) + 1,
      code,
    }))
    return { outcome: 'refused', faults: tooSmall, nameOf: (code) => communes.get(code)?.fullName }
  }
  const points = [...drawn.values()].flat(2).reduce((sum, ring) => sum + ring.length, 0)
  if (isTrial) return { outcome: 'checked', units: drawn.size, points }

  const fileSha256 = createHash('sha256').update(bytes).digest()
  const set = { provinceId: province.id, validFrom: from, source, decision, fileSha256, loadedAt: new Date() }
  const setId = await addBoundarySet(tx, set)
  if (setId === undefined) return { outcome: 'inForce' }
  const byUnit = [...communes].map(([code, { id }]) => [id, drawn.get(code) ?? []] as const)
  await addUnitBoundaries(tx, setId, new Map(byUnit))
  const context = {
    accountId: null,
    actorName: OPERATOR,
    actingFor: null,
    at: set.loadedAt,
    traceId: 'load-boundaries',
  }
  const after = { validFrom: from, source, decision, units: drawn.size, sha256: fileSha256.toString('hex') }
  await recordEvents(tx, context, [
    { action: 'boundaries.loaded', subject: { kind: 'unit', key: province.uid }, new: after },
  ])
  return { outcome: 'loaded', units: drawn.size, points }
}

function parse(bytes: Buffer): { value: unknown } | undefined {
  try {
    // Programs of Windows begin a text with a mark that JSON does not know.
    return { value: JSON.parse(bytes.toString('utf8').replace(/^\uFEFF/, '')) as unknown }
  } catch {
    return undefined
  }
}
