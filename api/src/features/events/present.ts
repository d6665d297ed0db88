import type { ChangeView } from '@ntm/shared/events/wire'
import type { Actor } from '../access/actor.js'
import { canHearWork } from './policy.js'
import type { NotedChange } from '../../db/read-changes.js'

export function presentChange(actor: Actor, change: NotedChange): ChangeView {
  const { kind, codes, period, isPublic, version } = change
  return { kind, units: codes, period, isPublic, version: canHearWork(actor, change) ? version : null }
}

/** One event in the form of `text/event-stream`; `id` is what a reader names to go on from here. */
export function writeEvent(event: { name: string; data?: object; id?: string }): string {
  const id = event.id === undefined ? '' : `id: ${event.id}\n`
  return `${id}event: ${event.name}\ndata: ${JSON.stringify(event.data ?? {})}\n\n`
}

/** Says that the stream lives and how far it is; readers take no notice but of the id. */
export function writeBeat(id: string | undefined): string {
  return id === undefined ? ': .\n\n' : `id: ${id}\n: .\n\n`
}
