import { shallowRef, type ShallowRef } from 'vue'
import type { AssessmentPatch, AssessmentView } from '@ntm/shared/assessments/wire'
import { getTagged, patchJson, type Tagged } from '@/api/http'
import { keepAnswer } from '@/api/last-seen'
import { buildAddress } from '@/api/send'
import { classifyFailure } from './classify-failure'
import { EMPTY_STATE, type Base, type QueueState } from './queue-state'
import { createSaveQueue, type SaveQueue } from './save-queue'
import { createUnsentStore, unsentKey, type UnsentStore } from './unsent-store'

export interface SheetPlace {
  account: string
  unit: string
  period: string
}

export interface OpenQueue {
  queue: SaveQueue
  state: Readonly<ShallowRef<QueueState>>
  store: UnsentStore
}

// A queue outlives its page: what was written just before leaving still goes out, and only one queue sends a sheet.
const open = new Map<string, OpenQueue & { pages: number }>()

export function toBase({ data, etag, recalledFrom }: Tagged<AssessmentView>): Base {
  if (etag === null) throw new TypeError('A sheet came without its ETag')
  return { sheet: data, etag, recalledFrom }
}

/** The queue of an account's work on a sheet: the one that still sends, else a new one. */
export function takeQueue(place: SheetPlace): OpenQueue {
  const key = unsentKey(place.account, place.unit, place.period)
  const entry = open.get(key) ?? createEntry(key, place)
  entry.pages += 1
  open.set(key, entry)
  return entry
}

/** Tells that a page no longer shows the sheet; its queue goes once everything is sent. */
export function leaveQueue(place: SheetPlace): void {
  const key = unsentKey(place.account, place.unit, place.period)
  const entry = open.get(key)
  if (!entry) return
  entry.pages -= 1
  void entry.queue.settle().then(() => dropIfIdle(key))
}

/** Ends the work of whoever was signed in; what is unsent stays in the browser for them. */
export function closeQueues(): void {
  for (const { queue } of open.values()) queue.close()
  open.clear()
}

function createEntry(key: string, { unit, period }: SheetPlace) {
  const path = `assessments/${unit}/${period}`
  const state = shallowRef<QueueState>(EMPTY_STATE)
  const store = createUnsentStore(key, localStorage)
  const queue = createSaveQueue({
    load: async (mayRecall) => toBase(await getTagged<AssessmentView>(path, { isFresh: !mayRecall })),
    patch: async (etag: string, patch: AssessmentPatch) =>
      toBase(await patchJson<AssessmentView>(path, patch, { ifMatch: etag })),
    classify: classifyFailure,
    store,
    now: Date.now,
    onChange: (next) => {
      const { base } = next
      // What a change was answered with is what was last seen, too.
      if (base && base !== state.value.base && base.recalledFrom === undefined) {
        keepAnswer(buildAddress(path, undefined), base.sheet, base.etag)
      }
      state.value = next
    },
  })
  return { queue, state, store, pages: 0 }
}

function dropIfIdle(key: string): void {
  const entry = open.get(key)
  if (entry?.pages === 0 && entry.state.value.waiting.size === 0) open.delete(key)
}
