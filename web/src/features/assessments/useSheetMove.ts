import { useQueryClient } from '@tanstack/vue-query'
import { ref, shallowRef } from 'vue'
import type { AssessmentView, TransitionRequest } from '@ntm/shared/assessments/wire'
import { postJson } from '@/api/http'
import { createKey } from '@/api/idempotency-key'
import { NetworkError } from '@/api/problem-error'
import { toBase } from './saving/open-queues'
import type { SaveQueue } from './saving/save-queue'

/** What a move of a sheet does not touch. */
const UNTOUCHED = ['criteria-set', 'measure-history', 'periods', 'units']

/** Moves a sheet on: submit, withdraw, return, approve, open again. */
export function useSheetMove(queue: SaveQueue, unit: string, period: string) {
  const queryClient = useQueryClient()
  const isBusy = ref(false)
  const error = shallowRef<unknown>()
  // A try whose answer was lost is repeated under its first key: it is acted upon once.
  let lastTry: { body: string; key: string } | undefined

  function forgetLists(): void {
    void queryClient.invalidateQueries({ predicate: ({ queryKey }) => !UNTOUCHED.includes(String(queryKey[0])) })
  }

  function keyOf(request: TransitionRequest): string {
    const body = JSON.stringify(request)
    if (lastTry?.body !== body) lastTry = { body, key: createKey() }
    return lastTry.key
  }

  /**
   * Returns whether the service did it; if not, `error` says why.
   *
   * @param options.carries - Whether what waits to be saved goes along, in the same request.
   */
  async function make(request: TransitionRequest, options: { carries?: boolean } = {}): Promise<boolean> {
    if (isBusy.value) return false
    isBusy.value = true
    error.value = undefined
    try {
      await queue.move(async (ifMatch, carried) => {
        const path = `assessments/${unit}/${period}/transitions`
        const whole = { ...request, ...carried }
        return toBase(await postJson<AssessmentView>(path, whole, { ifMatch, idempotencyKey: keyOf(whole) }))
      }, options)
      lastTry = undefined
      forgetLists()
      return true
    } catch (failure) {
      if (!(failure instanceof NetworkError)) {
        lastTry = undefined
        // Refused: the sheet is no longer what the page showed of it.
        forgetLists()
      }
      error.value = failure
      return false
    } finally {
      isBusy.value = false
    }
  }

  /** What went wrong has been told elsewhere. */
  function dismiss(): void {
    error.value = undefined
  }

  return { isBusy, error, make, dismiss }
}
export type SheetMove = ReturnType<typeof useSheetMove>
