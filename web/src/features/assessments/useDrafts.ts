import { shallowReactive } from 'vue'
import { parseDay } from '@/ui/day-text'
import type { ListedMeasure } from './judge-answers'
import { readDraft, type DraftFault } from './read-draft'
import type { Edit, FieldKey } from './saving/edits'
import type { Draft, UnsentStore } from './saving/unsent-store'

/** Why text in a field cannot be taken over; `not_a_day` is for days alone. */
export type Fault = DraftFault | { code: 'not_a_day'; index: 0; text: string }

interface DraftOptions {
  period: string
  store: UnsentStore
  put: (edit: Edit, over: Edit | undefined) => void
  /** What a field holds now. */
  known: (field: FieldKey) => Edit | undefined
  findMeasure: (key: string) => ListedMeasure | undefined
}

/**
 * Text in number and day fields between typing and taking over. It is kept in the browser with every keystroke;
 * left with a fault, it stays as typed, is explained, and changes nothing in the sheet.
 */
export function useDrafts({ period, store, put, known, findMeasure }: DraftOptions) {
  const drafts = shallowReactive(new Map<FieldKey, Draft>())
  const faulty = shallowReactive(new Map<FieldKey, Fault>())

  function type(field: FieldKey, draft: Draft): void {
    const begun = { ...draft, over: drafts.get(field)?.over ?? known(field) }
    drafts.set(field, begun)
    // A fault pointed out goes away with the first keystroke that mends it, and comes back when the field is left.
    faulty.delete(field)
    store.keepDraft(field, begun)
  }

  function drop(field: FieldKey): void {
    drafts.delete(field)
    faulty.delete(field)
    store.keepDraft(field, undefined)
  }

  /** Takes the text over, if it can be. Returns whether nothing is left to mend. */
  function commit(field: FieldKey): boolean {
    const draft = drafts.get(field)
    if (!draft) return true
    const read = readField(field, draft)
    if (read.fault) {
      faulty.set(field, read.fault)
      return false
    }
    put(read.edit, draft.over)
    drop(field)
    return true
  }

  type ReadField = { edit: Edit; fault?: undefined } | { edit?: undefined; fault: Fault }

  function readField(field: FieldKey, draft: Draft): ReadField {
    const [kind, name = ''] = field.split('/')
    if (kind === 'remedyDueOn') {
      const text = draft.texts[0] ?? ''
      const day = parseDay(text, period)
      if (day === undefined) return { fault: { code: 'not_a_day', index: 0, text } }
      return { edit: { kind, criterion: Number(name), text: day } }
    }
    const measure = findMeasure(name)
    if (!measure) throw new RangeError(`The sheet has no field ${field}`)
    const read = readDraft(measure, draft)
    return read.fault ? read : { edit: { kind: 'answer', measure: name, answer: read.answer } }
  }

  /** Takes up what an earlier visit left typed: what can be taken over is, the rest stands there with its fault. */
  function restore(): void {
    for (const [key, draft] of Object.entries(store.read().drafts)) {
      const field = key as FieldKey
      const name = key.slice(key.indexOf('/') + 1)
      if (!key.startsWith('remedyDueOn/') && !findMeasure(name)) {
        store.keepDraft(field, undefined)
        continue
      }
      drafts.set(field, draft)
      commit(field)
    }
  }

  function dropAll(): void {
    for (const field of [...drafts.keys()]) drop(field)
  }

  return { drafts, faulty, type, drop, commit, restore, dropAll }
}
