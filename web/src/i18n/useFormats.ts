import { computed } from 'vue'
import { useI18n } from '@/i18n/useI18n'
import { createFormats } from './formats'

/** Numbers, days and months as the reader's language writes them. */
export function useFormats() {
  const { locale } = useI18n()
  return computed(() => createFormats(locale.value === 'en' ? 'en' : 'vi'))
}
