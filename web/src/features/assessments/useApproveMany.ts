import { useQueryClient } from '@tanstack/vue-query'
import { computed, ref, shallowReactive } from 'vue'
import type { AssessmentSummary, AssessmentView } from '@ntm/shared/assessments/wire'
import { postJson } from '@/api/http'
import { NetworkError, ProblemError } from '@/api/problem-error'
import { approveMany, type Outcome } from './approve-many'

/** Approves ticked sheets of the list, each as the list showed it: one that has changed since is refused. */
export function useApproveMany(explain: (failure: unknown) => string) {
  const queryClient = useQueryClient()
  const outcomes = shallowReactive(new Map<string, Outcome>())
  const isBusy = ref(false)

  const count = (...states: Outcome['state'][]) =>
    [...outcomes.values()].filter(({ state }) => states.includes(state)).length
  const progress = computed(() => ({
    all: outcomes.size,
    done: count('approved', 'failed', 'stopped'),
    approved: count('approved'),
    failed: count('failed', 'stopped'),
  }))

  async function run(sheets: readonly AssessmentSummary[]): Promise<void> {
    if (isBusy.value) return
    isBusy.value = true
    outcomes.clear()
    try {
      await approveMany({
        sheets,
        approve: async ({ unit, period, version }) => {
          const path = `assessments/${unit.code}/${period}/transitions`
          await postJson<AssessmentView>(path, { action: 'approve' }, { ifMatch: `"${version}"` })
        },
        explain,
        isFinal: (failure) =>
          failure instanceof NetworkError || (failure instanceof ProblemError && failure.status === 401),
        tell: (code, outcome) => outcomes.set(code, outcome),
      })
    } finally {
      isBusy.value = false
      for (const key of ['assessments', 'work', 'overview', 'matrix', 'trend', 'changes']) {
        void queryClient.invalidateQueries({ queryKey: [key] })
      }
    }
  }

  return { outcomes, progress, isBusy, run }
}
