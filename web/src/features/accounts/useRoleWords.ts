import { computed } from 'vue'
import type { RoleGrantView } from '@ntm/shared/accounts/wire'
import { useI18n } from '@/i18n/useI18n'
import { useFormats } from '@/i18n/useFormats'
import { useRoleName } from '@/i18n/useRoleName'

/** A role in words: what it is, for whom, and on which days. */
export function useRoleWords() {
  const { t } = useI18n()
  const format = useFormats()
  const name = useRoleName()

  return computed(() => ({
    name: name.value,
    days({ from, to, state }: RoleGrantView): string {
      const { day } = format.value
      if (state === 'ended' && to !== null) return t('accounts.days.ended', { to: day(to) })
      if (from !== null && to !== null) return t('accounts.days.fromTo', { from: day(from), to: day(to) })
      if (to !== null) return t('accounts.days.to', { to: day(to) })
      return from === null ? t('accounts.days.always') : t('accounts.days.from', { from: day(from) })
    },
  }))
}
