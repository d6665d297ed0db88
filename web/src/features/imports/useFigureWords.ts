import { computed } from 'vue'
import type { FigureChange, FigureState } from '@ntm/shared/imports/changes-wire'
import { useI18n } from '@/i18n/useI18n'
import { useFormats } from '@/i18n/useFormats'

/** Figures of an import in words, in the reader's language. */
export function useFigureWords() {
  const { t, locale } = useI18n()
  const format = useFormats()

  return computed(() => {
    /** Undefined where the result says all there is: met or not, not applicable, blank. */
    function figure({ kind, unit }: FigureChange, state: FigureState): string | undefined {
      const { value, numerator, denominator } = state
      if (typeof value !== 'number') return undefined
      const plain = kind === 'percent' ? format.value.percent(value) : format.value.number(value)
      if (numerator !== null && denominator !== null) {
        return `${plain} (${format.value.number(numerator)} / ${format.value.number(denominator)})`
      }
      return kind === 'percent' || unit === null ? plain : `${plain} ${unit}`
    }

    /** What becomes of the note; undefined where it stays as it is. */
    function notes({ old, new: after }: FigureChange): string | undefined {
      if (old.note === after.note) return undefined
      if (old.note === null) return t('imports.changes.noteNew', { after: after.note })
      return t('imports.changes.note', { before: old.note, after: after.note ?? t('imports.changes.blank') })
    }

    const name = (change: FigureChange) => (locale.value === 'en' ? change.nameEn : change.name)
    return { name, figure, notes }
  })
}
