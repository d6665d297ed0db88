import { ref, shallowRef } from 'vue'
import { useI18n } from '@/i18n/useI18n'
import { NetworkError, ProblemError } from '@/api/problem-error'

export interface FormFault {
  message: string
  fieldId?: string | undefined
}

interface Asked {
  /** Field of the form for a place in what was sent, such as `/roles/0/unit`; undefined where none is to blame. */
  fieldOf?: (pointer: string) => string | undefined
  /** Faults that need no service to be seen. */
  check?: () => FormFault[]
}

/** Sends a form, once at a time, and tells what is wrong with it; what was typed is never touched. */
export function useSubmission({ fieldOf = () => undefined, check = () => [] }: Asked = {}) {
  const { t } = useI18n()
  const isBusy = ref(false)
  /** Somebody else changed the record meanwhile: what was typed has to be looked at against the new state. */
  const isStale = ref(false)
  const errors = shallowRef<FormFault[]>([])

  /** @returns whether it went through. */
  async function submit(send: () => Promise<unknown>): Promise<boolean> {
    if (isBusy.value) return false
    errors.value = check()
    if (errors.value.length > 0) return false
    isBusy.value = true
    isStale.value = false
    try {
      await send()
      return true
    } catch (failure) {
      isStale.value = failure instanceof ProblemError && failure.status === 412
      errors.value = explain(failure)
      return false
    } finally {
      isBusy.value = false
    }
  }

  function explain(failure: unknown): FormFault[] {
    if (failure instanceof NetworkError) return [{ message: t('ui.error.network.text') }]
    if (!(failure instanceof ProblemError)) throw failure
    if (failure.status === 412) return [{ message: t('ui.error.stale') }]
    if (failure.status === 429 && failure.retryAfterSeconds !== undefined) {
      return [{ message: t('ui.error.tooOften', { seconds: failure.retryAfterSeconds }) }]
    }
    if (failure.fields.length > 0) {
      return failure.fields.map(({ message, pointer }) => ({ message, fieldId: fieldOf(pointer) }))
    }
    return [{ message: failure.message === '' ? t('ui.error.unknown.text') : failure.message }]
  }

  function errorOf(fieldId: string): string | undefined {
    return errors.value.find((error) => error.fieldId === fieldId)?.message
  }

  return { isBusy, isStale, errors, errorOf, submit }
}
