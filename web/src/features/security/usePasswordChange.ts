import { computed, ref } from 'vue'
import { useI18n } from '@/i18n/useI18n'
import { postJson } from '@/api/http'
import { useSessionStore } from '@/stores/session'
import { useSubmission, type FormFault } from '@/ui/useSubmission'
import { judgePassword } from './judge-password'

/** Milliseconds for which any copy of the service may still remember the account as it was. */
const REMEMBERED = 600

/** The form for a new password of one's own. */
export function usePasswordChange() {
  const { t } = useI18n()
  const session = useSessionStore()

  const current = ref('')
  const next = ref('')
  const person = computed(() => ({
    username: session.account?.username ?? '',
    displayName: session.account?.displayName ?? '',
  }))
  const fieldOf = (pointer: string) => (pointer === '/current' ? 'current' : pointer === '/next' ? 'next' : undefined)
  const submission = useSubmission({ fieldOf, check })

  function check(): FormFault[] {
    const faults: FormFault[] = []
    if (current.value === '') faults.push({ message: t('security.password.currentMissing'), fieldId: 'current' })
    const open = judgePassword(next.value, person.value).find(({ status }) => status !== 'met')
    if (open) {
      const key = open.status === 'missing' ? 'tooShort' : open.rule
      faults.push({ message: t(`security.rules.broken.${key}`), fieldId: 'next' })
    }
    return faults
  }

  /** @returns whether the password is changed now, and the account known anew. */
  function change(): Promise<boolean> {
    return submission.submit(async () => {
      const hadDuty = session.duty !== null
      await postJson('me/password', { current: current.value, next: next.value })
      if (!hadDuty) return
      await new Promise((done) => setTimeout(done, REMEMBERED))
      await session.renewAccount()
    })
  }

  return {
    current,
    next,
    person,
    change,
    isBusy: submission.isBusy,
    errors: submission.errors,
    errorOf: submission.errorOf,
  }
}
