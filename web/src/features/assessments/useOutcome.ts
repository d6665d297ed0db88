import { shallowRef } from 'vue'
import { useRouter, type HistoryState } from 'vue-router'

/** What was just decided, told on the page that follows. */
export interface Outcome {
  action: 'approve' | 'return'
  /** `name` with its kind, as it stands in a sentence: xã Đắk Mar. */
  unit: { code: string; name: string }
  /** Sheets that still wait. */
  remaining: number
}

/** Carries the outcome of a review along to the next sheet, through the history of the browser. */
export function useOutcome() {
  const router = useRouter()
  const carried = (history.state as { outcome?: Outcome } | null)?.outcome
  const outcome = shallowRef(carried)

  async function goOn(told: Outcome, next: { unit: string; period: string } | undefined): Promise<void> {
    if (next) {
      const state: HistoryState = { outcome: { ...told, unit: { ...told.unit } } }
      await router.push({ name: 'review', params: next, state })
    } else {
      outcome.value = told
      window.scrollTo({ top: 0 })
      document.querySelector<HTMLElement>('main h1')?.focus({ preventScroll: true })
    }
  }

  return { outcome, goOn }
}
