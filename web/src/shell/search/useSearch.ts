import { keepPreviousData, useQuery } from '@tanstack/vue-query'
import { computed, onScopeDispose, ref, watch, type Ref } from 'vue'
import type { CriteriaSetList, CriteriaSetView } from '@ntm/shared/criteria/wire'
import { parseSearch } from '@ntm/shared/search/parse-search'
import type { SearchView } from '@ntm/shared/search/wire'
import { searchKey } from '@ntm/shared/units/search-key'
import { useI18n } from '@/i18n/useI18n'
import { getJson } from '@/api/http'
import { useFormats } from '@/i18n/useFormats'
import { useSessionStore } from '@/stores/session'
import { useListedPages } from '../useListedPages'
import type { Choice, ChoiceGroup } from './choices'

/** Milliseconds without a key before the service is asked. */
const PAUSE = 150
const MOST_CRITERIA = 5

/** What `typed` leads to: units and sheets as the service finds them, criteria and pages found here. */
export function useSearch(typed: Ref<string>) {
  const { t, locale } = useI18n()
  const format = useFormats()
  const session = useSessionStore()
  const pages = useListedPages()

  const asked = ref('')
  let timer: ReturnType<typeof setTimeout> | undefined
  onScopeDispose(() => clearTimeout(timer))
  watch(typed, (text) => {
    clearTimeout(timer)
    timer = setTimeout(() => (asked.value = text.trim()), PAUSE)
  })

  const found = useQuery({
    queryKey: computed(() => ['search', asked.value]),
    queryFn: ({ signal }) => getJson<SearchView>('search', { query: { q: asked.value }, signal }),
    enabled: computed(() => asked.value !== '' && session.can('units.read')),
    placeholderData: keepPreviousData,
  })
  const criteria = useQuery({
    queryKey: ['search-criteria'],
    queryFn: async ({ signal }) => {
      const { data } = await getJson<CriteriaSetList>('criteria-sets', { signal })
      const code = data[0]?.code
      return code === undefined ? null : getJson<CriteriaSetView>(`criteria-sets/${code}`, { signal })
    },
    enabled: () => session.can('criteria.read'),
    staleTime: 300_000,
  })

  const words = computed(() => searchKey(typed.value).split(' ').filter(Boolean))
  const has = (text: string) => {
    const key = searchKey(text)
    return words.value.every((word) => key.includes(word))
  }

  const units = computed(() =>
    (found.data.value?.units ?? []).map(({ unit, parent, aliases, validFrom, validTo }): Choice => {
      const { today = '' } = session.service ?? {}
      const isPast = validTo !== null && validTo < today
      const details = [
        parent?.fullName,
        aliases.length > 0 ? t('shell.search.alias', { names: aliases.join(', ') }) : undefined,
        isPast ? t('shell.search.until', { day: format.value.day(validTo) }) : undefined,
        validFrom !== null && validFrom > today
          ? t('shell.search.from', { day: format.value.day(validFrom) })
          : undefined,
      ]
      const isWhole = unit.kind === 'province' || unit.kind === 'district'
      // A village is shown with its commune; a code of the past is read in its last month.
      const code = unit.kind === 'village' ? (parent?.code ?? unit.code) : unit.code
      const query = isPast ? { period: validTo.slice(0, 7) } : {}
      const to = { name: isWhole ? 'overview' : 'profile', params: { unit: code }, query }
      return { key: `unit/${unit.uid}`, label: unit.fullName, detail: details.filter(Boolean).join(' · '), to }
    }),
  )
  const sheets = computed(() =>
    (found.data.value?.sheets ?? []).map(({ unit, parent, period, status }): Choice => {
      const label = t('shell.search.sheet', { unit: unit.name, period: format.value.period(period) })
      const detail = [parent?.fullName, t(`ui.status.${status}`)].filter(Boolean).join(' · ')
      return {
        key: `sheet/${unit.uid}/${period}`,
        label,
        detail,
        to: { name: 'sheet', params: { unit: unit.code, period } },
      }
    }),
  )
  const measures = computed(() => {
    const set = criteria.data.value
    if (!set || words.value.length === 0) return []
    const isEnglish = locale.value === 'en'
    return set.groups
      .flatMap((group) => group.criteria)
      .flatMap(({ number, name, nameEn, indicators }): (Choice & { isNamed: boolean })[] => [
        {
          key: `criterion/${number}`,
          label: t('shell.search.criterion', { number, name: isEnglish ? nameEn : name }),
          detail: '',
          to: { name: 'criteriaSet', params: { code: set.code } },
          isNamed: typed.value.trim() === String(number) || has(`tieu chi ${number} ${name} ${nameEn}`),
        },
        ...indicators.flatMap((indicator) =>
          indicator.measures.map(({ key, label, labelEn }) => ({
            key: `measure/${key}`,
            label: `${key} ${(isEnglish ? labelEn : label) ?? (isEnglish ? indicator.nameEn : indicator.name)}`,
            detail: isEnglish ? nameEn : name,
            to: { name: 'measure', params: { code: set.code, measure: key } },
            isNamed: typed.value.trim() === key || has(`${key} ${indicator.name} ${indicator.nameEn} ${label ?? ''}`),
          })),
        ),
      ])
      .filter(({ isNamed }) => isNamed)
      .slice(0, MOST_CRITERIA)
  })
  const listedPages = computed(() =>
    pages.value
      .map(({ name }): Choice => ({ key: `page/${name}`, label: t(`shell.pages.${name}`), detail: '', to: { name } }))
      .filter(({ label }) => has(label)),
  )

  const groups = computed<ChoiceGroup[]>(() => {
    if (words.value.length === 0) return []
    const unitGroup: ChoiceGroup = { name: 'units', choices: session.can('results.read') ? units.value : [] }
    const sheetGroup: ChoiceGroup = { name: 'sheets', choices: sheets.value }
    // Whoever names a month means the sheet.
    const { period } = parseSearch(typed.value, session.service?.currentPeriod ?? '2000-01')
    const all: ChoiceGroup[] = [
      ...(period === null ? [unitGroup, sheetGroup] : [sheetGroup, unitGroup]),
      { name: 'criteria', choices: measures.value },
      { name: 'pages', choices: listedPages.value },
    ]
    return all.filter(({ choices }) => choices.length > 0)
  })
  const isSettled = computed(
    () => asked.value === typed.value.trim() && !found.isPlaceholderData.value && !found.isLoading.value,
  )
  return { groups, pages: listedPages, isSettled, error: found.error }
}
