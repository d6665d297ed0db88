import { computed } from 'vue'
import type { AccountView } from '@ntm/shared/access/wire'
import { useI18n } from '@/i18n/useI18n'

type Held = Pick<AccountView['roles'][number], 'role' | 'unit' | 'agency'>

/** A role with what it is held for: “Lãnh đạo huyện · Huyện Đắk Hà”. */
export function useRoleName() {
  const { t } = useI18n()
  return computed(() => ({ role, unit, agency }: Held): string => {
    const name = t(`shell.roles.${role}`)
    const place = unit?.fullName ?? agency?.name
    return place === undefined ? name : `${name} · ${place}`
  })
}
