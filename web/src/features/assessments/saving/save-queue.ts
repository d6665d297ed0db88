import { NO_EDITS, dropKnown, fieldOf, findForeignChanges, mergeEdits, toPatch, type Edit } from './edits'
import { placeFaults } from './place-faults'
import type { Failure, QueueOptions } from './queue-options'
import { EMPTY_STATE, unsavedEdits, without, type Base, type QueueState } from './queue-state'
import { retryDelay } from './retry-delay'

/** Stale answers in a row, each followed by another reading, before the queue slows down. */
const STALE_AT_MOST = 3

export type SaveQueue = ReturnType<typeof createSaveQueue>

/**
 * Sends the edits of one sheet in order, one request at a time, each on the newest ETag.
 *
 * What is written while a request is under way goes into the next one. Nothing written is dropped: the network gone,
 * it waits and is tried again; the sheet changed by somebody else, it is read anew and the edits stay on top; a rule
 * broken, the edit stays at its field with the fault.
 */
export function createSaveQueue({ load, patch, classify, store, now, onChange }: QueueOptions) {
  let state = EMPTY_STATE
  let isBusy = false
  let failures = 0
  let staleAnswers = 0
  let timer: ReturnType<typeof setTimeout> | undefined
  let waitingForIdle: (() => void)[] = []

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
  async function exclusively(work: () => Promise<void>): Promise<void> {
    isBusy = true
    clearTimeout(timer)
    try {
      await work()
    } finally {
      isBusy = false
      if (state.waiting.size > 0 && !state.trouble) sendAfter(0)
      else releaseWaiters()
    }
  }

  function releaseWaiters(): void {
    const released = waitingForIdle
    waitingForIdle = []
    for (const release of released) release()
  }

  async function send(): Promise<void> {
    const { base, waiting } = state
    if (isBusy || !base || waiting.size === 0) return
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
    const at = now()
    failures = staleAnswers = 0
    const { underWay, waiting } = state
    for (const field of underWay.keys()) if (!waiting.has(field)) store.keepEdit(field, undefined)
    publish({
      base,
      underWay: NO_EDITS,
      trouble: undefined,
      savedAt: new Map([...state.savedAt, ...[...underWay.keys()].map((field) => [field, at] as const)]),
      lastSavedAt: at,
    })
  }

  async function recover(error: unknown): Promise<void> {
    const sent = state.underWay
    const failure = classify(error)
    if (failure.kind === 'invalid') {
      refuse(failure)
      return
    }
    publish({ underWay: NO_EDITS, waiting: mergeEdits(sent, state.waiting) })
    if (failure.kind === 'network') waitForNetwork(failure.retryAfterSeconds)
    else if (failure.kind === 'stale') {
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

  /** The faulty edits stay at their fields, the others go out again; a fault without a field stops all of them. */
  function refuse({ faults, detail }: Extract<Failure, { kind: 'invalid' }>): void {
    const { underWay, waiting, refused } = state
    const placed = placeFaults(faults, toPatch(underWay))
    const isPlaced = [...underWay.keys()].some((field) => placed.has(field))
    const faulty = [...underWay].filter(([field]) => !isPlaced || placed.has(field))
    const fresh = faulty
      .filter(([field]) => !waiting.has(field))
      .map(([field, edit]) => [field, { edit, message: placed.get(field) ?? detail }] as const)
    const sound = without(
      underWay,
      faulty.map(([field]) => field),
    )
    failures = 0
    publish({
      underWay: NO_EDITS,
      waiting: mergeEdits(sound, waiting),
      refused: new Map([...refused, ...fresh]),
      trouble: undefined,
    })
  }

  /** Reads the sheet anew, keeps the edits that say something else, and tells what others changed. */
  async function readAgain(): Promise<void> {
    const before = state.base
    try {
      const base = await load()
      const own = unsavedEdits(state)
      const waiting = dropKnown(state.waiting, base.sheet)
      for (const field of state.waiting.keys()) if (!waiting.has(field)) store.keepEdit(field, undefined)
      const fields = before ? findForeignChanges(before.sheet, base.sheet, own) : []
      const kept = fields.filter((field) => own.has(field))
      publish({ base, waiting, loadError: undefined, ...(fields.length > 0 ? { foreign: { fields, kept } } : {}) })
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

    /** Reads the sheet, and takes up what an earlier visit left unsent. */
    async open(): Promise<void> {
      if (isBusy) return
      await exclusively(async () => {
        publish({ loadError: undefined })
        try {
          const base = await load()
          const left = new Map(Object.values(store.read().edits).map((edit) => [fieldOf(edit), edit]))
          const waiting = dropKnown(mergeEdits(left, state.waiting), base.sheet)
          for (const field of left.keys()) if (!waiting.has(field)) store.keepEdit(field, undefined)
          const isClosed = waiting.size > 0 && !base.sheet.allowed.edit
          publish({ base, waiting, trouble: isClosed ? { kind: 'blocked', error: undefined } : undefined })
        } catch (error) {
          publish({ loadError: error })
        }
      })
    },

    /** Takes an edit in; it goes out after `delayMs`, together with whatever else is written until then. */
    put(edit: Edit, delayMs = 0): void {
      const field = fieldOf(edit)
      store.keepEdit(field, edit)
      publish({
        waiting: mergeEdits(state.waiting, new Map([[field, edit]])),
        refused: without(state.refused, [field]),
      })
      if (!isBusy && !state.trouble) sendAfter(delayMs)
    },

    /** Tries at once what waits: the network is back, or a person asks for it. */
    retry(): void {
      if (state.trouble?.kind === 'network') publish({ trouble: undefined })
      void send()
    },

    /** Gives up edits that cannot be sent. */
    discard(): void {
      for (const field of unsavedEdits(state).keys()) store.keepEdit(field, undefined)
      publish({ waiting: NO_EDITS, refused: new Map(), trouble: undefined })
    },

    dismissForeign(): void {
      publish({ foreign: undefined })
    },

    /** Sends what waits and resolves when nothing is under way any more; whether all was saved, the state tells. */
    async settle(): Promise<void> {
      if (!state.base || (!isBusy && state.waiting.size === 0)) return
      const idle = new Promise<void>((resolve) => waitingForIdle.push(resolve))
      if (!isBusy) void send()
      await idle
    },

    /**
     * Makes a move of the whole sheet (submit, withdraw …) between two requests of the queue.
     *
     * @throws What `move` throws; a stale sheet has then been read again.
     */
    async move(move: (etag: string) => Promise<Base>): Promise<void> {
      while (isBusy) await new Promise<void>((resolve) => waitingForIdle.push(resolve))
      const { base } = state
      if (!base) throw new TypeError('A sheet that was not read cannot be moved')
      await exclusively(async () => {
        try {
          publish({ base: await move(base.etag), trouble: undefined })
        } catch (error) {
          const { kind } = classify(error)
          if (kind === 'stale' || kind === 'blocked') await readAgain()
          throw error
        }
      })
    },

    /** Ends the queue; what is unsent stays in the store. */
    close(): void {
      clearTimeout(timer)
      publish({ waiting: NO_EDITS })
      releaseWaiters()
    },
  }
}
