import { computed } from 'vue'
import { nameInSentence } from '@ntm/shared/units/name-in-sentence'
import type { NoticeView } from '@ntm/shared/reminders/wire'
import { useI18n } from '@/i18n/useI18n'
import { useFormats } from '@/i18n/useFormats'

/** A sentence may begin with the name of a unit, or have it further on. */
function beginSentence(text: string): string {
  return `${text.charAt(0).toLocaleUpperCase('vi')}${text.slice(1)}`
}

/** What a notice says, in one sentence. */
export function useNoticeText() {
  const { t } = useI18n()
  const format = useFormats()

  return computed(
    () =>
      ({ kind, unit, period, deadline, communes, indicators }: NoticeView): string =>
        beginSentence(
          t(`notices.kinds.${kind}`, {
            unit: nameInSentence(unit),
            period: format.value.period(period),
            day: deadline === null ? '' : format.value.day(deadline),
            communes: communes ?? 0,
            indicators: indicators ?? 0,
          }),
        ),
  )
}
