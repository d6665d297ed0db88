import { computed, toValue, type MaybeRefOrGetter } from 'vue'
import type { CriteriaSetView } from '@ntm/shared/criteria/wire'
import { useI18n } from '@/i18n/useI18n'

/** What a measure is called in the reader's language, by its key; the key itself until the set is there. */
export function useMeasureNames(set: MaybeRefOrGetter<CriteriaSetView | undefined>) {
  const { locale } = useI18n()
  return computed(() => {
    const isEnglish = locale.value === 'en'
    const names = new Map(
      (toValue(set)?.groups ?? [])
        .flatMap(({ criteria }) => criteria)
        .flatMap(({ indicators }) => indicators)
        .flatMap(({ name, nameEn, measures }) =>
          measures.map(({ key, label, labelEn }) => {
            const part = isEnglish ? labelEn : label
            const whole = isEnglish ? nameEn : name
            return [key, part ? `${whole} – ${part}` : whole] as const
          }),
        ),
    )
    return (key: string): string => names.get(key) ?? ''
  })
}
