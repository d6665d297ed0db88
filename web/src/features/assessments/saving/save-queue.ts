import type { AssessmentPatch } from '@ntm/shared/assessments/wire'
import { fieldOf, layOver, NO_EDITS, toPatch, type Edit, type FieldKey } from './edits'
import { createTurn } from './one-at-a-time'
import type { QueueOptions } from './queue-options'
import { EMPTY_STATE, unsavedEdits, without, type Base, type QueueState } from './queue-state'
import { rebase, takeIn } from './rebase'
import { retryDelay } from './retry-delay'
import { forgetSettled, withLeft } from './left-unsent'
import { afterChoice, afterRefusal, afterSave } from './state-after'

/** Stale answers in a row, each followed by another reading, before the queue slows down. */
const STALE_AT_MOST = 3

export type SaveQueue = ReturnType<typeof createSaveQueue>

/**
 * Sends the edits of one sheet in order, one request at a time, each on the newest ETag.
 *
 * What is written while a request is under way goes into the next one. Nothing written is dropped: the network gone,
 * it waits and is tried again; the sheet changed by somebody else, it is read anew, and where both wrote in one field a
 * person chooses; a rule broken, the edit stays at its field with the fault.
 */
export function createSaveQueue({ load, patch, classify, store, now, onChange }: QueueOptions) {
  let state = EMPTY_STATE
  let failures = 0
  let staleAnswers = 0
  let tried = NO_EDITS
  let timer: ReturnType<typeof setTimeout> | undefined
  const turn = createTurn(goOn)

  function publish(change: Partial<QueueState>): void {
    state = { ...state, ...change }
    onChange(state)
  }

  /** Sends what waits after a pause, counted from now. */
  function sendAfter(delayMs: number): void {
    clearTimeout(timer)
    timer = setTimeout(() => void send(), delayMs)
  }

  /** Runs one request at a time; afterwards goes on with what came in meanwhile. */
  function exclusively(work: () => Promise<void>): Promise<void> {
    clearTimeout(timer)
    return turn.take(work)
  }

  function goOn(): boolean {
    const isOpen = state.waiting.size > 0 && !state.trouble
    if (isOpen) sendAfter(0)
    return isOpen
  }

  async function send(): Promise<void> {
    const { base, waiting } = state
    if (turn.isBusy || !base || (waiting.size === 0 && base.recalledFrom === undefined)) return
    if (base.recalledFrom !== undefined) {
      publish({ trouble: undefined })
      await exclusively(readAgain)
      return
    }
    await exclusively(async () => {
      publish({ underWay: waiting, waiting: NO_EDITS })
      try {
        take(await patch(base.etag, toPatch(waiting)))
      } catch (error) {
        await recover(error)
      }
    })
  }

  function take(base: Base): void {
    failures = staleAnswers = 0
    tried = NO_EDITS
    const { underWay, waiting } = state
    for (const [field, edit] of underWay) store.keepEdit(field, waiting.get(field), edit)
    publish(afterSave(state, base, now()))
  }

  async function recover(error: unknown): Promise<void> {
    const sent = state.underWay
    const failure = classify(error)
    if (failure.kind === 'invalid') {
      failures = 0
      publish(afterRefusal(state, failure))
      return
    }
    publish({ underWay: NO_EDITS, waiting: layOver(sent, state.waiting) })
    // They are saved next; that the sheet cannot go on yet is for whoever wanted to move it.
    if (failure.kind === 'incomplete') {
      failures = 0
      publish({ trouble: undefined })
      return
    }
    if (failure.kind === 'network') {
      tried = layOver(tried, sent)
      waitForNetwork(failure.retryAfterSeconds)
    } else if (failure.kind === 'stale') {
      staleAnswers += 1
      await readAgain()
      // An answer that is stale again and again is waited out like a busy service.
      if (!state.trouble && staleAnswers >= STALE_AT_MOST) waitForNetwork()
    } else if (failure.kind === 'signedOut') publish({ trouble: { kind: 'signedOut' } })
    else {
      publish({ trouble: { kind: 'blocked', error } })
      await readAgain()
    }
  }

  function waitForNetwork(retryAfterSeconds = 0): void {
    failures += 1
    publish({ trouble: { kind: 'network', failures } })
    sendAfter(Math.max(retryDelay(failures), retryAfterSeconds * 1_000))
  }

  /** Takes a newly read sheet in under what was written here. */
  function adopt(base: Base): void {
    publish({ ...rebase(state, base, tried), loadError: undefined })
    tried = NO_EDITS
    forgetSettled(store, state)
  }

  async function readAgain(): Promise<void> {
    try {
      adopt(await load(false))
      if (state.trouble?.kind === 'network') publish({ trouble: undefined })
    } catch (error) {
      const { kind } = classify(error)
      if (kind === 'network') waitForNetwork()
      else if (kind === 'signedOut') publish({ trouble: { kind } })
      else publish({ trouble: { kind: 'blocked', error } })
    }
  }

  return {
    get state(): QueueState {
      return state
    },

    /** Whether a request is under way, of whatever kind. */
    get isBusy(): boolean {
      return turn.isBusy
    },

    /**
     * Reads the sheet, and takes up what an earlier visit left unsent.
     *
     * @returns Whether it was read; it is not while another request is under way.
     */
    async open(): Promise<boolean> {
      if (turn.isBusy) return false
      await exclusively(async () => {
        publish({ loadError: undefined })
        try {
          const base = await load(state.base === undefined)
          if (!state.base) publish(withLeft(state, store.read()))
          adopt(base)
          const isClosed = state.waiting.size > 0 && !base.sheet.allowed.edit
          publish({ trouble: isClosed ? { kind: 'blocked', error: undefined } : undefined })
          if (base.recalledFrom !== undefined) waitForNetwork()
        } catch (error) {
          publish({ loadError: error })
        }
      })
      return state.loadError === undefined
    },

    /**
     * Takes an edit in; it goes out after `delayMs`, together with whatever else is written until then.
     *
     * @param over - What the field held when the writing began, where that is longer ago.
     */
    put(edit: Edit, delayMs = 0, over?: Edit): void {
      const field = fieldOf(edit)
      publish(takeIn(state, edit, field, over))
      store.keepEdit(field, unsavedEdits(state).get(field), state.origins.get(field))
      if (!turn.isBusy && !state.trouble) sendAfter(delayMs)
    },

    /** Tries at once what waits: the network is back, or a person asks for it. */
    retry(): void {
      if (state.trouble?.kind === 'network') publish({ trouble: undefined })
      void send()
    },

    /** Gives up edits that cannot be sent. */
    discard(): void {
      for (const field of unsavedEdits(state).keys()) store.keepEdit(field, undefined)
      publish({ waiting: NO_EDITS, refused: new Map(), conflicts: new Map(), origins: NO_EDITS, trouble: undefined })
    },

    /** Settles conflicts as a person chose. */
    choose(choices: ReadonlyMap<FieldKey, 'mine' | 'theirs'>): void {
      publish(afterChoice(state, choices))
      forgetSettled(store, state)
      if (!turn.isBusy && !state.trouble) sendAfter(0)
    },

    dismissTaken(): void {
      publish({ taken: [] })
    },

    /** Sends what waits and resolves when nothing is under way any more; whether all was saved, the state tells. */
    async settle(): Promise<void> {
      if (!state.base || (!turn.isBusy && state.waiting.size === 0)) return
      const idle = turn.untilIdle()
      if (!turn.isBusy) void send()
      await idle
    },

    /**
     * Makes a move of the whole sheet (submit, withdraw …) between two requests of the queue.
     *
     * @param move - Is given what waits to be saved where `carries` says so; one commit then takes both, or neither.
     * @throws What `move` throws; a stale sheet has then been read again, and what it carried waits as before.
     */
    async move(
      move: (etag: string, carried: AssessmentPatch) => Promise<Base>,
      { carries = false } = {},
    ): Promise<void> {
      while (turn.isBusy) await turn.untilIdle()
      const { base, waiting } = state
      if (!base) throw new TypeError('A sheet that was not read cannot be moved')
      const carried = carries ? waiting : NO_EDITS
      await exclusively(async () => {
        publish({ underWay: carried, waiting: without(waiting, carried.keys()) })
        try {
          const moved = await move(base.etag, toPatch(carried))
          if (carried.size > 0) take(moved)
          else publish({ base: moved, trouble: undefined })
        } catch (error) {
          if (carried.size > 0) await recover(error)
          else if (['stale', 'blocked'].includes(classify(error).kind)) await readAgain()
          throw error
        }
      })
    },

    /** Ends the queue; what is unsent stays in the store. */
    close(): void {
      clearTimeout(timer)
      publish({ waiting: NO_EDITS })
      turn.release()
    },
  }
}
