import { computed } from 'vue'
import { addDays, daysBetween } from '@ntm/shared/periods/period'
import type { PeriodView } from '@ntm/shared/periods/wire'
import { useI18n } from '@/i18n/useI18n'
import { useFormats } from '@/i18n/useFormats'
import { useSessionStore } from '@/stores/session'

type Days = Pick<PeriodView, 'dueOn' | 'locksOn' | 'consolidatedAt'>

/** How far off the days of a month are; empty once they matter to nobody any more. */
export function usePeriodWords() {
  const { t } = useI18n()
  const format = useFormats()
  const session = useSessionStore()

  return computed(() => {
    const today = session.service?.today ?? ''

    function untilDue({ dueOn, consolidatedAt }: Days): string {
      if (consolidatedAt !== null) return ''
      const days = daysBetween(today, dueOn)
      if (days === 0) return t('periods.left.dueToday')
      return days > 0 ? t('periods.left.days', { days }) : t('periods.left.dueSince', { days: -days })
    }

    function untilLock({ locksOn, consolidatedAt }: Days): string {
      if (consolidatedAt !== null) return ''
      const days = daysBetween(today, locksOn)
      if (days === 0) return t('periods.left.lockToday')
      if (days > 0) return t('periods.left.days', { days })
      return t('periods.left.lockedSince', { day: format.value.day(addDays(locksOn, 1)) })
    }

    return { untilDue, untilLock }
  })
}
