import { useQueries } from '@tanstack/vue-query'
import { computed, toValue, type MaybeRefOrGetter } from 'vue'
import type { AuditEventView } from '@ntm/shared/audit/wire'
import { isPeriod, lastDayOf } from '@ntm/shared/periods/period'
import type { UnitPage } from '@ntm/shared/units/wire'
import { getJson } from '@/api/http'
import { useSessionStore } from '@/stores/session'

/** Villages are named by the events themselves: a province has more of them than one page. */
const KINDS = ['province', 'district', 'commune'] as const
/** More units of a kind than a province has at one time. */
const UNITS = 500

/** Units that events are about, by uid. */
export function useNamedUnits(events: MaybeRefOrGetter<readonly Pick<AuditEventView, 'subject'>[]>) {
  const session = useSessionStore()

  // Those of today, and those of the oldest month in sight: a unit that is gone has its name there.
  const days = computed(() => {
    const periods = toValue(events).map(({ subject }) => subject.key.split('/')[1] ?? '')
    const [oldest] = periods.filter(isPeriod).sort()
    return [...new Set([session.service?.today ?? '', ...(oldest === undefined ? [] : [lastDayOf(oldest)])])]
  })
  const lists = useQueries({
    queries: computed(() =>
      days.value.flatMap((at) =>
        KINDS.map((kind) => ({
          queryKey: ['unit-names', at, kind],
          queryFn: ({ signal }: { signal: AbortSignal }) =>
            getJson<UnitPage>('units', { query: { at, kind, limit: UNITS }, signal }),
          staleTime: 600_000,
        })),
      ),
    ),
  })
  return computed(() => new Map(lists.value.flatMap(({ data }) => data?.data ?? []).map((unit) => [unit.uid, unit])))
}
