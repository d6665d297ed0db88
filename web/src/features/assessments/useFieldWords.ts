import { computed } from 'vue'
import { useI18n } from '@/i18n/useI18n'
import { useFormats } from '@/i18n/useFormats'
import type { Edit, FieldKey } from './saving/edits'
import { isBlank } from './saving/edits'
import { useSheetForm } from './useSheetForm'
import { useTerms } from './useTerms'

/** Fields of the sheet and what was written in them, in words. */
export function useFieldWords() {
  const { t } = useI18n()
  const form = useSheetForm()
  const format = useFormats()
  const terms = useTerms()

  return computed(() => {
    function name(field: FieldKey): string {
      const [kind = '', key = ''] = field.split('/')
      const measure = kind === 'answer' ? form.reference.listed.value.get(key) : undefined
      return measure
        ? `${key} ${terms.value.measureName(measure)}`
        : t(`assessments.foreign.field.${kind}`, { name: key })
    }

    function print(edit: Edit): string {
      if (isBlank(edit)) return t('assessments.foreign.blank')
      if (edit.kind === 'remedyDueOn') return format.value.day(edit.text ?? '')
      if (edit.kind !== 'answer') return edit.text ?? ''
      const measure = form.reference.listed.value.get(edit.measure)
      if (!measure) return ''
      const ratio = terms.value.ratio(edit.answer)
      const figure = terms.value.answer(measure, edit.answer)
      return ratio === undefined ? figure : `${figure} (${ratio})`
    }

    return { name, print }
  })
}
