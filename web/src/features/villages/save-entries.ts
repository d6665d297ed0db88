import type { VillageFiguresPatch, VillageFiguresView } from '@ntm/shared/villages/figures-wire'
import type { VillageFigure } from '@ntm/shared/villages/roll-up'
import type { Tagged } from '@/api/http'
import { NetworkError, ProblemError } from '@/api/problem-error'
import { isSameFigure, printEntry, readEntry, type EntryTexts } from './read-entry'

/** A village's two fields as somebody left them, and the figure that stood there when they were begun. */
export interface Typed {
  texts: EntryTexts
  base: VillageFigure | null
}

export type SaveState = 'saved' | 'unsaved' | 'saving' | 'waiting' | 'refused'

export interface EntryState {
  view: VillageFiguresView | undefined
  /** By code of the village; what is not here stands as the service has it. */
  typed: ReadonlyMap<string, Typed>
  /** What somebody else has written meanwhile where this page has something else. */
  conflicts: ReadonlyMap<string, VillageFigure | null>
  saving: SaveState
  failure: unknown
}

export interface EntryOptions {
  measure: string
  load: () => Promise<Tagged<VillageFiguresView>>
  patch: (body: VillageFiguresPatch, etag: string) => Promise<Tagged<VillageFiguresView>>
  /** Where what is not saved yet outlives the page. */
  keep: (typed: ReadonlyMap<string, Typed>) => void
  onChange: (state: EntryState) => void
}

/** Saves the figures of one measure village by village: one request at a time, each on the state that it was made on. */
export function createEntrySaver(
  { measure, load, patch, keep, onChange }: EntryOptions,
  kept: ReadonlyMap<string, Typed>,
) {
  let etag = ''
  let running: Promise<void> | undefined
  let state: EntryState = {
    view: undefined,
    typed: new Map(kept),
    conflicts: new Map(),
    saving: 'saved',
    failure: undefined,
  }

  function change(next: Partial<EntryState>): void {
    state = { ...state, ...next }
    if (next.typed) keep(next.typed)
    onChange(state)
  }

  const storedOf = (village: string, view = state.view): VillageFigure | null => {
    const found = view?.measures.find((each) => each.measure === measure)
    const figure = found?.figures.find((each) => each.village === village)
    return figure ? { numerator: figure.numerator, denominator: figure.denominator } : null
  }

  /** Reads what stands, and sends what an earlier visit left behind. */
  async function open(): Promise<void> {
    try {
      take(await load())
    } catch (failure) {
      change({ failure })
      return
    }
    if (state.view?.allowed.edit) await save()
  }

  /** The state of the service, laid under what is being typed. */
  function take({ data, etag: tag }: Tagged<VillageFiguresView>): void {
    etag = tag ?? ''
    const typed = new Map<string, Typed>()
    const conflicts = new Map<string, VillageFigure | null>()
    for (const [village, entry] of state.typed) {
      const now = storedOf(village, data)
      const { figure, fault } = readEntry(entry.texts)
      if (!fault && isSameFigure(figure, now)) continue
      if (!data.villages.some(({ code }) => code === village)) continue
      typed.set(village, entry)
      if (!isSameFigure(entry.base, now)) conflicts.set(village, now)
    }
    change({ view: data, typed, conflicts, failure: undefined, saving: typed.size === 0 ? 'saved' : 'unsaved' })
  }

  function type(village: string, texts: EntryTexts): void {
    const base = state.typed.get(village)?.base ?? storedOf(village)
    change({ typed: new Map(state.typed).set(village, { texts, base }), saving: 'unsaved' })
  }

  /** Sends what can be sent; resolves when that, and what was under way already, is answered. */
  function save(): Promise<void> {
    running ??= send().finally(() => (running = undefined))
    return running
  }

  /** Sends all that is complete and in no conflict; the rest stays as it is, in sight. */
  async function send(): Promise<void> {
    if (!state.view) return
    const sent = [...state.typed].flatMap(([village, { texts }]) => {
      const { figure, fault } = readEntry(texts)
      return fault || state.conflicts.has(village) ? [] : [{ village, texts, figure }]
    })
    if (sent.length === 0) {
      change({ saving: state.typed.size === 0 ? 'saved' : 'unsaved' })
      return
    }
    change({ saving: 'saving', failure: undefined })
    const figures = sent.map(({ village, figure }) => ({
      village,
      numerator: figure?.numerator ?? null,
      denominator: figure?.denominator ?? null,
    }))
    try {
      const answer = await patch({ measures: [{ measure, figures }] }, etag)
      forget(sent)
      take(answer)
    } catch (failure) {
      if (failure instanceof ProblemError && failure.status === 412) return reload()
      change({ saving: failure instanceof NetworkError ? 'waiting' : 'refused', failure })
      return
    }
    // What was typed while this was on its way.
    if ([...state.typed].some(([village]) => !readEntryOf(village).fault && !state.conflicts.has(village))) await send()
  }

  const readEntryOf = (village: string) => readEntry(state.typed.get(village)?.texts ?? ['', ''])

  /** Somebody was faster: what does not touch theirs goes out again, what does is asked about. */
  async function reload(): Promise<void> {
    change({ saving: 'unsaved' })
    try {
      take(await load())
    } catch (failure) {
      change({ saving: 'waiting', failure })
      return
    }
    await send()
  }

  /** Texts that were changed again while they were on their way are not forgotten. */
  function forget(sent: readonly { village: string; texts: EntryTexts; figure: VillageFigure | null }[]): void {
    const typed = new Map(state.typed)
    for (const { village, texts, figure } of sent) {
      const now = typed.get(village)
      if (now?.texts === texts) typed.delete(village)
      else if (now) typed.set(village, { ...now, base: figure })
    }
    state = { ...state, typed }
  }

  return {
    open,
    save,
    type,
    /** Text that a village's fields show. */
    textsOf: (village: string): EntryTexts => state.typed.get(village)?.texts ?? printEntry(storedOf(village)),
    /** The conflict of a village decided: what is typed here stands, or what somebody else wrote. */
    decide(village: string, isMine: boolean): void {
      const typed = new Map(state.typed)
      const conflicts = new Map(state.conflicts)
      const entry = typed.get(village)
      conflicts.delete(village)
      if (isMine && entry) typed.set(village, { ...entry, base: storedOf(village) })
      else typed.delete(village)
      change({ typed, conflicts, saving: typed.size === 0 ? 'saved' : 'unsaved' })
    },
  }
}
