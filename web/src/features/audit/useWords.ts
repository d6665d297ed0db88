import { useQueries, useQuery } from '@tanstack/vue-query'
import { computed, toValue, type MaybeRefOrGetter } from 'vue'
import { useI18n } from 'vue-i18n'
import { isPeriod, lastDayOf } from '@ntm/shared/periods/period'
import type { AuditEventView } from '@ntm/shared/audit/wire'
import type { AgencyList, UnitPage } from '@ntm/shared/units/wire'
import { getJson } from '@/api/http'
import { useFormats } from '@/i18n/useFormats'
import { useSessionStore } from '@/stores/session'
import type { Words } from './told'

/** More units than a province has at one time. */
const UNITS = 500

/** Words for events, with the names of the units that they are about. */
export function useWords(events: MaybeRefOrGetter<readonly AuditEventView[]>) {
  const i18n = useI18n()
  const format = useFormats()
  const session = useSessionStore()

  // Those of today, and those of the oldest month in sight: a unit that is gone has its name there.
  const days = computed(() => {
    const periods = toValue(events).map(({ subject }) => subject.key.split('/')[1] ?? '')
    const [oldest] = periods.filter(isPeriod).sort()
    return [...new Set([session.service?.today ?? '', ...(oldest === undefined ? [] : [lastDayOf(oldest)])])]
  })
  const lists = useQueries({
    queries: computed(() =>
      days.value.map((at) => ({
        queryKey: ['unit-names', at],
        queryFn: ({ signal }: { signal: AbortSignal }) =>
          getJson<UnitPage>('units', { query: { at, limit: UNITS }, signal }),
        staleTime: 600_000,
      })),
    ),
  })
  const agencies = useQuery({
    queryKey: ['agencies'],
    queryFn: ({ signal }) => getJson<AgencyList>('agencies', { signal }),
    staleTime: 600_000,
  })

  return computed((): Words => {
    const units = lists.value.flatMap(({ data }) => data?.data ?? [])
    const unitNames = new Map(units.map(({ uid, fullName }) => [uid, fullName]))
    const agencyNames = new Map(agencies.data.value?.data.map(({ code, name }) => [code, name]))
    return {
      say: (key, values = {}) => i18n.t(`audit.${key}`, values),
      translate: (key) => i18n.t(key),
      isKnown: (key) => i18n.te(key) || i18n.te(key, 'vi'),
      format: format.value,
      unitName: (uid) => unitNames.get(uid),
      agencyName: (code) => agencyNames.get(code),
    }
  })
}
