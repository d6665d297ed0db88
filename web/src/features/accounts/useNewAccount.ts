import { useQueryClient } from '@tanstack/vue-query'
import { ref, shallowRef } from 'vue'
import type { OneTimePassword } from '@ntm/shared/accounts/wire'
import { useI18n } from '@/i18n/useI18n'
import { postJson } from '@/api/http'
import { useSubmission, type FormFault } from '@/ui/useSubmission'
import { checkDraft, emptyDraft, fieldOfRole, toRequest, type RoleDraft } from './role-drafts'

const USERNAME = /^[a-z0-9][a-z0-9._-]{0,99}$/

/** A draft in a list that may grow and shrink: `key` stays with it. */
interface ListedDraft {
  key: number
  draft: RoleDraft
}

/** The form for a new account: who, and in which roles. */
export function useNewAccount() {
  const { t } = useI18n()
  const cache = useQueryClient()

  const username = ref('')
  const displayName = ref('')
  const roles = ref<ListedDraft[]>([{ key: 0, draft: emptyDraft() }])
  const made = shallowRef<OneTimePassword>()
  let nextKey = 1

  const fieldOf = (pointer: string) =>
    pointer === '/username' || pointer === '/displayName' ? pointer.slice(1) : fieldOfRole(pointer)
  const submission = useSubmission({ fieldOf, check })

  function check(): FormFault[] {
    const faults: FormFault[] = []
    if (displayName.value.trim() === '')
      faults.push({ message: t('accounts.fault.displayName'), fieldId: 'displayName' })
    if (!USERNAME.test(username.value.trim()))
      faults.push({ message: t('accounts.fault.username'), fieldId: 'username' })
    for (const [index, { draft }] of roles.value.entries()) {
      for (const { field, fault } of checkDraft(draft)) {
        faults.push({ message: t(`accounts.fault.${fault}`), fieldId: `role-${index}-${field}` })
      }
    }
    return faults
  }

  function addRole(): void {
    roles.value.push({ key: nextKey, draft: emptyDraft() })
    nextKey += 1
  }

  function removeRole(index: number): void {
    roles.value.splice(index, 1)
  }

  async function create(): Promise<void> {
    await submission.submit(async () => {
      const { data } = await postJson<OneTimePassword>('accounts', {
        username: username.value.trim(),
        displayName: displayName.value.trim(),
        roles: roles.value.map(({ draft }) => toRequest(draft)),
      })
      made.value = data
      await cache.invalidateQueries({ queryKey: ['accounts'] })
    })
  }

  function startOver(): void {
    username.value = ''
    displayName.value = ''
    roles.value = [{ key: nextKey, draft: emptyDraft() }]
    nextKey += 1
    made.value = undefined
  }

  const { isBusy, errors, errorOf } = submission
  return { username, displayName, roles, made, addRole, removeRole, create, startOver, isBusy, errors, errorOf }
}
