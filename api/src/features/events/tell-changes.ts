import { MANY, type ChangesRead, type NotedChange } from '../../db/read-changes.js'
import type { Actor } from '../access/actor.js'
import { canHear } from './policy.js'
import { presentChange, writeEvent } from './present.js'

/** Milliseconds of spread for each page that is told: a thousand ask within two seconds. */
const SPREAD_EACH = 2
const LONGEST_SPREAD = 5_000

/**
 * The event that tells an actor of a reading; undefined when nothing of it is for them.
 *
 * @param readers - How many are told at the same time.
 */
export function tellChanges(
  actor: Actor,
  { moment, hasGap, changes }: ChangesRead,
  readers: number,
): string | undefined {
  const spreadMs = Math.min(readers * SPREAD_EACH, LONGEST_SPREAD)
  if (hasGap || changes.length > MANY) return writeEvent({ name: 'reload', data: { spreadMs }, id: moment })
  const heard = changes.filter((change: NotedChange) => canHear(actor, change))
  if (heard.length === 0) return undefined
  const data = { changes: heard.map((change) => presentChange(actor, change)), spreadMs }
  return writeEvent({ name: 'changes', data, id: moment })
}
