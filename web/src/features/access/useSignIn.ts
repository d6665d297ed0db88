import { computed, ref, shallowRef } from 'vue'
import { useI18n } from 'vue-i18n'
import { useRoute, useRouter } from 'vue-router'
import { NetworkError, ProblemError } from '@/api/problem-error'
import { findReturnTarget } from '@/navigation/return-to'
import { useSessionStore } from '@/stores/session'

interface FieldError {
  message: string
  fieldId?: string
}

/** The sign-in form: what is typed, what is wrong with it, and where it leads. */
export function useSignIn() {
  const { t } = useI18n()
  const route = useRoute()
  const router = useRouter()
  const session = useSessionStore()

  const username = ref('')
  const password = ref('')
  const isBusy = ref(false)
  const errors = shallowRef<FieldError[]>([])
  const errorOf = computed(() => (fieldId: string) => errors.value.find((error) => error.fieldId === fieldId)?.message)

  async function submit(): Promise<void> {
    if (isBusy.value) return
    errors.value = findOmissions()
    if (errors.value.length > 0) return
    isBusy.value = true
    try {
      // A password may begin or end with a space; a name, typed on a phone, only seems to.
      await session.signIn(username.value.trim(), password.value)
      await router.replace(findReturnTarget(router, route.query.returnTo))
    } catch (failure) {
      errors.value = [{ message: explain(failure) }]
    } finally {
      isBusy.value = false
    }
  }

  function findOmissions(): FieldError[] {
    const list: FieldError[] = []
    if (username.value.trim() === '') list.push({ message: t('access.usernameMissing'), fieldId: 'username' })
    if (password.value === '') list.push({ message: t('access.passwordMissing'), fieldId: 'password' })
    return list
  }

  function explain(failure: unknown): string {
    if (failure instanceof NetworkError) return t('ui.error.network.text')
    if (!(failure instanceof ProblemError)) throw failure
    if (failure.status === 429 && failure.retryAfterSeconds !== undefined) {
      return t('access.tooOften', { seconds: failure.retryAfterSeconds })
    }
    return failure.message === '' ? t('ui.error.unknown.text') : failure.message
  }

  return { username, password, isBusy, errors, errorOf, submit }
}
