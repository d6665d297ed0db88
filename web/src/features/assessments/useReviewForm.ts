import { computed, ref, shallowReactive, shallowRef } from 'vue'
import type { TransitionRequest } from '@ntm/shared/assessments/wire'
import type { CriterionResult } from '@ntm/shared/criteria/results'
import { useI18n } from '@/i18n/useI18n'
import { buildDecision, type DecisionFault } from './build-decision'

const CODES = {
  reason_missing: 'assessments.review.reasonMissing',
  overrule_reason_missing: 'assessments.review.overruleReasonMissing',
  overrule_with_return: 'assessments.review.overruleWithReturn',
} as const

/** What the reviewer ticks and writes, and what is still wrong with it. */
export function useReviewForm() {
  const { t } = useI18n()
  const returns = shallowReactive(new Map<string, string>())
  const overrules = shallowReactive(new Map<number, { result: CriterionResult; reason: string }>())
  const reason = ref('')
  const faults = shallowRef<DecisionFault[]>([])

  const describe = ({ code, indicator, criterion }: DecisionFault) => ({
    message: t(CODES[code], { code: indicator, number: criterion }),
    fieldId: indicator === undefined ? `overrule-reason-${criterion ?? 0}` : `return-reason-${indicator}`,
  })
  const errors = computed(() => faults.value.map(describe))
  /** At the field a fault goes as soon as it is put right; the summary stays until the next try. */
  const open = computed(() => {
    const { faults: still = [] } = buildDecision({ returns, overrules, reason: reason.value })
    return faults.value.length > 0 ? still.map(describe) : []
  })
  const errorOf = (fieldId: string) => open.value.find((error) => error.fieldId === fieldId)?.message

  /** The move to make; undefined, with the faults shown, while something is missing. */
  function decide(): TransitionRequest | undefined {
    const { request, faults: found = [] } = buildDecision({ returns, overrules, reason: reason.value })
    faults.value = found
    return request
  }

  function clear(): void {
    returns.clear()
    overrules.clear()
    reason.value = ''
    faults.value = []
  }

  return { returns, overrules, reason, errors, errorOf, decide, clear }
}
export type ReviewForm = ReturnType<typeof useReviewForm>
