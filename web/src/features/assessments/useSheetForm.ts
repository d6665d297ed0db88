import { computed, inject, provide, shallowReactive, watch, type InjectionKey } from 'vue'
import type { MeasureAnswer, MeasureResult } from '@ntm/shared/criteria/results'
import { checkSheet } from './check-sheet'
import { judgeAnswer, judgeAnswers } from './judge-answers'
import { readDraft } from './read-draft'
import {
  contentOf,
  isSame,
  layOver,
  NO_ANSWER,
  WORDS,
  type Edit,
  type Edits,
  type FieldKey,
  type Word,
} from './saving/edits'
import { unsavedEdits } from './saving/queue-state'
import { saveStatusOf, sheetStatusOf, type SaveStatus } from './saving/save-status'
import type { Draft } from './saving/unsent-store'
import { useCopies } from './useCopies'
import { useDrafts } from './useDrafts'
import type { SheetQueue } from './useSheetQueue'
import type { SheetReference } from './useSheetReference'

/** Milliseconds without a keystroke after which text being written is saved. */
const TYPING_PAUSE = 900

/** The sheet as it stands in the form: what the service holds with what was written on top, judged as one writes. */
export function createSheetForm(
  { queue, state, store, sheet, isOnline, place }: SheetQueue,
  reference: SheetReference,
  period: string,
) {
  const content = computed<Edits>(() => {
    const { base } = state.value
    return base ? layOver(contentOf(base.sheet), unsavedEdits(state.value)) : new Map()
  })

  function write(edit: Edit, over?: Edit): void {
    const known = content.value.get(`${edit.kind}/${'measure' in edit ? edit.measure : edit.criterion}`)
    if (!known || !isSame(known, edit)) queue.put(edit, 0, over)
  }

  const typing = useDrafts({
    period,
    store,
    put: write,
    known: (field) => content.value.get(field),
    findMeasure: (key) => reference.listed.value.get(key),
  })
  // Drafts can be read once it is known what the fields take.
  const stopWaiting = watch(
    () => sheet.value?.allowed.edit === true && reference.listed.value.size > 0,
    (isReady) => {
      if (!isReady) return
      queueMicrotask(() => stopWaiting())
      typing.restore()
    },
    { immediate: true },
  )

  /** What is the sum of the villages' figures is not written here. */
  const isFromVillages = (measure: string): boolean => sheet.value?.villageMeasures.includes(measure) === true

  function answerOf(measure: string): MeasureAnswer {
    const edit = content.value.get(`answer/${measure}`)
    return edit?.kind === 'answer' ? edit.answer : NO_ANSWER
  }

  function textOf(field: FieldKey): string {
    const edit = content.value.get(field)
    return edit && edit.kind !== 'answer' ? (edit.text ?? '') : ''
  }

  const answers = computed(() => new Map([...reference.listed.value.keys()].map((key) => [key, answerOf(key)])))
  const choose = (measure: string, answer: MeasureAnswer) => write({ kind: 'answer', measure, answer })
  const copies = useCopies({
    key: `ntm.copied/${place.account}/${place.unit}/${place.period}`,
    answers,
    last: reference.lastAnswers,
    isTyping: (measure) => typing.drafts.has(`answer/${measure}`) || isFromVillages(measure),
    choose,
  })
  const judged = computed(() => {
    const set = reference.set.data.value
    return set && judgeAnswers(set, reference.listed.value, answers.value)
  })

  /** The result of a measure while it is being typed; text that cannot be read has none. */
  function resultOf(measure: string): MeasureResult {
    const listed = reference.listed.value.get(measure)
    const draft = typing.drafts.get(`answer/${measure}`)
    if (!listed || !draft) return judged.value?.measures.get(measure) ?? 'missing'
    return judgeAnswer(listed, readDraft(listed, draft).answer)
  }

  const criteria = computed(() =>
    (sheet.value?.criteria ?? []).map((said) => {
      const words = Object.fromEntries(WORDS.map((word) => [word, textOf(`${word}/${said.number}`) || null]))
      return { number: said.number, lastMonth: said.lastMonth, words: words as Record<Word, string | null> }
    }),
  )
  const check = computed(() => judged.value && checkSheet(reference.listed.value, judged.value, criteria.value))

  const modes = shallowReactive(new Map<string, Draft['mode']>())
  /** How a percentage is typed: as chosen, as it stands in the sheet, else as last month. */
  function modeOf(measure: string): Draft['mode'] {
    const chosen = typing.drafts.get(`answer/${measure}`)?.mode ?? modes.get(measure)
    if (chosen) return chosen
    const answer = answerOf(measure)
    const model = answer.value === null && answer.numerator === null ? reference.lastAnswers.value.get(measure) : answer
    return model && model.numerator !== null ? 'ratio' : 'value'
  }

  function changeMode(measure: string, mode: Draft['mode']): void {
    typing.drop(`answer/${measure}`)
    modes.set(measure, mode)
  }

  function statusOf(field: FieldKey): SaveStatus {
    const edit = content.value.get(field)
    const isEmpty =
      !edit || (edit.kind === 'answer' ? isSame(edit, { ...edit, answer: NO_ANSWER }) : (edit.text ?? '') === '')
    return saveStatusOf(field, { state: state.value, typing, isOnline: isOnline.value, isEmpty })
  }

  const sheetStatus = computed(() => sheetStatusOf(state.value, typing, isOnline.value))
  const unsavedCount = computed(() => new Set([...unsavedEdits(state.value).keys(), ...typing.drafts.keys()]).size)
  const answered = computed(() => {
    const results = [...(judged.value?.measures.values() ?? [])]
    return { done: results.filter((result) => result !== 'missing').length, all: results.length }
  })

  return {
    queue,
    state,
    sheet,
    isOnline,
    reference,
    typing,
    content,
    answers,
    copies,
    judged,
    criteria,
    check,
    answered,
    sheetStatus,
    unsavedCount,
    answerOf,
    textOf,
    resultOf,
    isFromVillages,
    modeOf,
    changeMode,
    statusOf,
    /** What the service said of a value that it refused. */
    refusalOf: (field: FieldKey): string | undefined => state.value.refused.get(field)?.message,
    choose: (measure: string, answer: MeasureAnswer) => {
      copies.check(measure)
      choose(measure, answer)
    },
    /** Text on its way: saved when the typing pauses, at once when the field is left. */
    writeText: (edit: Exclude<Edit, { kind: 'answer' }>, isDone: boolean) => queue.put(edit, isDone ? 0 : TYPING_PAUSE),
  }
}
export type SheetForm = ReturnType<typeof createSheetForm>

const FORM: InjectionKey<SheetForm> = Symbol('sheet form')

export function provideSheetForm(form: SheetForm): void {
  provide(FORM, form)
}

/** The form that the component stands in. */
export function useSheetForm(): SheetForm {
  const form = inject(FORM)
  if (!form) throw new TypeError('This component belongs into the form of a sheet')
  return form
}
