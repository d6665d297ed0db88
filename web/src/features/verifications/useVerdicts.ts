import { useQueryClient } from '@tanstack/vue-query'
import { shallowRef, type Ref } from 'vue'
import type { Verdict } from '@ntm/shared/verifications/verdicts'
import type { NewVerification, VerificationOutcome } from '@ntm/shared/verifications/wire'
import { postJson } from '@/api/http'
import { createKey } from '@/api/idempotency-key'

export interface Outcome extends VerificationOutcome {
  verdict: Verdict
  indicator: string
}

interface Place {
  period: Readonly<Ref<string>>
  indicator: Readonly<Ref<string>>
}

/** Sends verdicts, the same one only once however often it is tried, and keeps what came of the latest. */
export function useVerdicts({ period, indicator }: Place) {
  const queries = useQueryClient()
  const outcome = shallowRef<Outcome>()
  let tried: { request: string; key: string } | undefined

  async function record(verdict: Verdict, units: readonly string[], reason?: string): Promise<Outcome> {
    const body: NewVerification = {
      ...{ period: period.value, indicators: [indicator.value], units: [...units], verdict },
      ...(reason === undefined ? {} : { reason }),
    }
    const request = JSON.stringify(body)
    // An answer lost on the way: asked once more, it is not acted upon twice.
    if (tried?.request !== request) tried = { request, key: createKey() }
    const { data } = await postJson<VerificationOutcome>('verifications', body, { idempotencyKey: tried.key })
    tried = undefined
    const told: Outcome = { ...data, verdict, indicator: indicator.value }
    outcome.value = told
    await Promise.all([
      queries.invalidateQueries({ queryKey: ['verifications'] }),
      queries.invalidateQueries({ queryKey: ['work'] }),
    ])
    return told
  }

  return { outcome, record }
}
