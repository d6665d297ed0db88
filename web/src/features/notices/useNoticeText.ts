import { computed } from 'vue'
import type { NoticeView } from '@ntm/shared/reminders/wire'
import { useI18n } from '@/i18n/useI18n'
import { useFormats } from '@/i18n/useFormats'

/** What a notice says, in one sentence. */
export function useNoticeText() {
  const { t } = useI18n()
  const format = useFormats()

  return computed(
    () =>
      ({ kind, unit, period, deadline, communes, indicators }: NoticeView): string =>
        t(`notices.kinds.${kind}`, {
          unit: unit.fullName,
          period: format.value.period(period),
          day: deadline === null ? '' : format.value.day(deadline),
          communes: communes ?? 0,
          indicators: indicators ?? 0,
        }),
  )
}
