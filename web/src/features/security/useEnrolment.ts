import { useQueryClient } from '@tanstack/vue-query'
import { onMounted, ref, shallowRef } from 'vue'
import type { RecoveryCodes, SecondFactorSecret } from '@ntm/shared/access/wire'
import { useI18n } from '@/i18n/useI18n'
import { postJson } from '@/api/http'
import { useSubmission } from '@/ui/useSubmission'

/** The steps to a second factor: a secret for the app, the first code out of it, the recovery codes. */
export function useEnrolment() {
  const { t } = useI18n()
  const cache = useQueryClient()

  const offer = shallowRef<{ secret: string; uri: string }>()
  const beginError = shallowRef<unknown>()
  const code = ref('')
  const recoveryCodes = shallowRef<readonly string[]>()
  const submission = useSubmission({
    fieldOf: () => 'code',
    check: () => (code.value.trim() === '' ? [{ message: t('security.factor.codeMissing'), fieldId: 'code' }] : []),
  })

  async function begin(): Promise<void> {
    beginError.value = undefined
    try {
      const { data } = await postJson<SecondFactorSecret>('me/second-factor', undefined)
      if (data.secret !== null && data.uri !== null) offer.value = { secret: data.secret, uri: data.uri }
    } catch (failure) {
      beginError.value = failure
    }
  }
  onMounted(begin)

  async function confirm(): Promise<void> {
    await submission.submit(async () => {
      const { data } = await postJson<RecoveryCodes>('me/second-factor/confirmation', { code: code.value.trim() })
      recoveryCodes.value = data.recoveryCodes
      await cache.invalidateQueries({ queryKey: ['second-factor'] })
    })
  }

  const { isBusy, errors, errorOf } = submission
  return { offer, beginError, code, recoveryCodes, begin, confirm, isBusy, errors, errorOf }
}
