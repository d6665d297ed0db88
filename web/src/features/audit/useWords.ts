import { useQuery } from '@tanstack/vue-query'
import { computed, type MaybeRefOrGetter } from 'vue'
import type { AuditEventView } from '@ntm/shared/audit/wire'
import { nameInSentence } from '@ntm/shared/units/name-in-sentence'
import type { AgencyList } from '@ntm/shared/units/wire'
import { useI18n } from '@/i18n/useI18n'
import { getJson } from '@/api/http'
import { useFormats } from '@/i18n/useFormats'
import type { Words } from './told'
import { useNamedUnits } from './useNamedUnits'

/** Words for events, with the names of the units that they are about. */
export function useWords(events: MaybeRefOrGetter<readonly Pick<AuditEventView, 'subject'>[]>) {
  const i18n = useI18n()
  const format = useFormats()
  const units = useNamedUnits(events)
  const agencies = useQuery({
    queryKey: ['agencies'],
    queryFn: ({ signal }) => getJson<AgencyList>('agencies', { signal }),
    staleTime: 600_000,
  })

  return computed((): Words => {
    const named = units.value
    const agencyNames = new Map(agencies.data.value?.data.map(({ code, name }) => [code, name]))
    return {
      say: (key, values = {}) => i18n.t(`audit.${key}`, values),
      translate: (key) => i18n.t(key),
      isKnown: i18n.te,
      format: format.value,
      unitName: (uid) => {
        const unit = named.get(uid)
        return unit && nameInSentence(unit)
      },
      agencyName: (code) => agencyNames.get(code),
    }
  })
}
