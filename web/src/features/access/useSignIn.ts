import { ref, shallowRef } from 'vue'
import { useRoute, useRouter } from 'vue-router'
import { isOutsideRefusal } from '@ntm/shared/access/outside-sign-in'
import { useI18n } from '@/i18n/useI18n'
import { NetworkError, ProblemError } from '@/api/problem-error'
import { findReturnTarget } from '@/navigation/return-to'
import { useSessionStore } from '@/stores/session'

interface FieldError {
  message: string
  fieldId?: string
}

/** The sign-in form: what is typed, which step one is at, what is wrong, and where it leads. */
export function useSignIn() {
  const { t } = useI18n()
  const route = useRoute()
  const router = useRouter()
  const session = useSessionStore()

  const username = ref('')
  const password = ref('')
  const code = ref('')
  /** The password was right, and the account wants a code too. */
  const isCodeDue = ref(false)
  /** What is typed as code is one of the recovery codes. */
  const isRecovery = ref(false)
  const isBusy = ref(false)
  const errors = shallowRef<FieldError[]>(findOutsideRefusal())

  async function submit(): Promise<void> {
    if (isBusy.value) return
    errors.value = findOmissions()
    if (errors.value.length > 0) return
    isBusy.value = true
    try {
      // A password may begin or end with a space; a name, typed on a phone, only seems to.
      await session.signIn(username.value.trim(), password.value, isCodeDue.value ? code.value.trim() : undefined)
      await router.replace(findReturnTarget(router, route.query.returnTo))
    } catch (failure) {
      takeRefusal(failure)
    } finally {
      isBusy.value = false
    }
  }

  /** What went wrong at the provider outside, which led back here; the code in the address may be anything. */
  function findOutsideRefusal(): FieldError[] {
    const { loi } = route.query
    return isOutsideRefusal(loi) ? [{ message: t(`access.outside.refused.${loi}`) }] : []
  }

  function findOmissions(): FieldError[] {
    if (isCodeDue.value) {
      return code.value.trim() === '' ? [{ message: t('access.code.missing'), fieldId: 'code' }] : []
    }
    const list: FieldError[] = []
    if (username.value.trim() === '') list.push({ message: t('access.usernameMissing'), fieldId: 'username' })
    if (password.value === '') list.push({ message: t('access.passwordMissing'), fieldId: 'password' })
    return list
  }

  function takeRefusal(failure: unknown): void {
    const refusal = failure instanceof ProblemError ? failure.code : undefined
    if (refusal === 'second_factor_required') {
      isCodeDue.value = true
      return
    }
    // Whatever else is wrong with them is for the first step.
    if (refusal === 'invalid_credentials') goBack()
    const fieldId = refusal === 'second_factor_wrong' ? { fieldId: 'code' } : {}
    errors.value = [{ message: explain(failure), ...fieldId }]
  }

  function goBack(): void {
    isCodeDue.value = false
    isRecovery.value = false
    code.value = ''
    errors.value = []
  }

  function explain(failure: unknown): string {
    if (failure instanceof NetworkError) return t('ui.error.network.text')
    if (!(failure instanceof ProblemError)) throw failure
    if (failure.status === 429 && failure.retryAfterSeconds !== undefined) {
      return t('access.tooOften', { seconds: failure.retryAfterSeconds })
    }
    return failure.message === '' ? t('ui.error.unknown.text') : failure.message
  }

  function errorOf(fieldId: string): string | undefined {
    return errors.value.find((error) => error.fieldId === fieldId)?.message
  }

  return { username, password, code, isCodeDue, isRecovery, isBusy, errors, errorOf, submit, goBack }
}
export type SignIn = ReturnType<typeof useSignIn>
