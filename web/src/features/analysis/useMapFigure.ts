import { computed, toValue, type MaybeRefOrGetter } from 'vue'
import { useRouter, type LocationQueryRaw } from 'vue-router'
import type { Basis, OverviewView } from '@ntm/shared/analysis/wire'
import { lastDayOf } from '@ntm/shared/periods/period'
import { useI18n } from '@/i18n/useI18n'
import { useFormats } from '@/i18n/useFormats'
import { findBands, shortNameOf } from './findings'
import { criteriaOf, isAlwaysNamed, kindOf, listKinds, OUTSIDE, readShow, type MapKind } from './map-kinds'
import { placeUnits } from './place-units'
import type { MatrixRow } from './select-rows'
import { useMatrix } from './useAnalysis'
import { useFindingText } from './useFindingText'
import { useMap, useReports } from './useMap'
import { useMapLinks } from './useMapLinks'
import { useMapMeasure } from './useMapMeasure'
import { useMapShows, type Names } from './useMapShows'

const collator = new Intl.Collator('vi')

/** Everything that the map and its table say: areas, kinds with their counts, rows, and the sentence above them. */
export function useMapFigure(
  overview: MaybeRefOrGetter<OverviewView>,
  basis: MaybeRefOrGetter<Basis | undefined>,
  names: MaybeRefOrGetter<Names>,
  asked: MaybeRefOrGetter<string>,
  carried: MaybeRefOrGetter<LocationQueryRaw>,
) {
  const { t } = useI18n()
  const format = useFormats()
  const router = useRouter()
  const tell = useFindingText()

  const view = computed(() => toValue(overview))
  const unit = computed(() => view.value.unit)
  const period = computed(() => view.value.period)
  const shown = computed(() =>
    readShow(
      toValue(asked),
      view.value.criteria.map(({ number }) => number),
      view.value.groups,
    ),
  )
  const matrix = useMatrix({ unit: () => unit.value.code, period, basis: () => toValue(basis) })
  const reports = useReports(
    () => unit.value.code,
    period,
    () => shown.value === 'late',
  )
  const province = computed(() => [...view.value.ancestors, unit.value].find(({ kind }) => kind === 'province')?.code)
  const map = useMap(province, () => lastDayOf(period.value))

  const measure = useMapMeasure(overview, basis, shown)

  const numbers = computed(() => {
    if (!measure.isShown.value) return criteriaOf(shown.value, view.value.groups)
    return measure.criterion.value === undefined ? [] : [measure.criterion.value]
  })
  const options = useMapShows(overview, names, () => ({ show: shown.value, numbers: numbers.value }))
  const what = computed(() =>
    measure.isShown.value
      ? measure.name.value
      : (options.value.find(({ value }) => value === shown.value)?.label ?? ''),
  )
  const { leadsTo, linkTo, mapOf, compareOf, listOf } = useMapLinks(
    overview,
    () => ({ show: shown.value, numbers: numbers.value, measure: measure.key.value }),
    carried,
  )
  const reportOf = computed(
    () => new Map(reports.data.value?.rows.map((row) => [row.unit.uid, row.months[0]] as const)),
  )
  const isDue = computed(() => reports.data.value?.months[0]?.isDue ?? false)

  function kindKeyOf(row: MatrixRow): string {
    if (measure.isShown.value) return measure.kindOf(row.unit.uid)
    if (shown.value !== 'late') return kindOf(row, shown.value, numbers.value)
    const report = reportOf.value.get(row.unit.uid)
    if (report && report.onTime > 0) return 'onTime'
    if (report && report.reported > 0) return 'late'
    return isDue.value ? 'missing' : 'waiting'
  }

  function nameKind({ name }: MapKind): string {
    if ('band' in name) return t('ui.band.criteria', { range: name.band.replace('-', '–') })
    return 'status' in name ? t(`ui.status.${name.status}`) : t(`analysis.map.kinds.${name.key}`)
  }

  function tellResult(row: MatrixRow, kind: MapKind | undefined): string {
    if (shown.value === 'met') {
      return row.met === null
        ? t('ui.status.noData')
        : t('analysis.map.metOf', { met: row.met, total: row.results.length })
    }
    const submittedOn = shown.value === 'late' ? reportOf.value.get(row.unit.uid)?.submittedOn : undefined
    const word = kind ? nameKind(kind) : ''
    return submittedOn ? `${word}, ${format.value.day(submittedOn)}` : word
  }

  const kindsByKey = computed(() => new Map(listKinds(shown.value).map((kind) => [kind.key, kind] as const)))
  const rows = computed(() =>
    (matrix.data.value?.rows ?? [])
      .map((row) => {
        const kind = kindsByKey.value.get(kindKeyOf(row))
        const result = tellResult(row, kind)
        const value = measure.isShown.value ? measure.tellValue(row.unit.uid) : ''
        return {
          uid: row.unit.uid,
          code: row.unit.code,
          name: row.unit.name,
          parent: shortNameOf(row.parent),
          parentCode: row.parent.code,
          kind,
          met: row.met,
          sheet: t(`ui.status.${row.status}`),
          result,
          value,
          threshold: measure.isShown.value ? measure.tellThreshold(row.unit.uid) : '',
          spoken: value === '' || value === '–' ? result : `${value}, ${result.toLocaleLowerCase()}`,
          to: linkTo(row.unit.code),
        }
      })
      .sort((a, b) => collator.compare(a.name, b.name) || collator.compare(a.parent, b.parent)),
  )
  const rowOf = computed(() => new Map(rows.value.map((row) => [row.uid, row])))
  const placed = computed(() => (map.data.value ? placeUnits(map.data.value, unit.value) : undefined))

  function figureOf({ uid, met }: { uid: string; met: number | null }): string | undefined {
    if (measure.isShown.value) return measure.figureOf(uid)
    return shown.value === 'met' && met !== null ? String(met) : undefined
  }

  const areas = computed(() =>
    (placed.value?.areas ?? []).map(({ unit: place, parent, shape, middle }) => {
      const row = rowOf.value.get(place.uid)
      const { tone, ink, pattern, mark } = row?.kind ?? OUTSIDE
      return {
        key: place.uid,
        shape,
        middle,
        group: parent.uid,
        kind: row?.kind?.key ?? 'outside',
        tone,
        ink,
        pattern,
        mark: row ? mark : undefined,
        figure: row && figureOf(row),
        label: row ? `${row.name}, ${row.parent}: ${row.spoken}` : place.fullName,
        href: row ? router.resolve(row.to).href : undefined,
      }
    }),
  )

  const outside = computed(() => areas.value.filter(({ kind }) => kind === 'outside').length)
  const kinds = computed(() => {
    const counted = [...kindsByKey.value.values()].map((kind) => {
      const count = rows.value.filter((row) => row.kind?.key === kind.key).length
      const name = nameKind(kind)
      return { ...kind, name, count, text: `${name}: ${count}`, to: listOf(kind.key) }
    })
    const ground = { key: 'outside', ...OUTSIDE, name: t('analysis.map.kinds.outside'), to: undefined }
    return [
      ...counted.filter(({ key, count }) => isAlwaysNamed(key) || count > 0),
      ...(outside.value > 0 ? [{ ...ground, count: outside.value, text: `${ground.name}: ${outside.value}` }] : []),
    ]
  })

  const countOf = (...keys: string[]): number =>
    kinds.value.filter(({ key }) => keys.includes(key)).reduce((sum, { count }) => sum + count, 0)
  const title = computed(() => {
    const total = rows.value.length
    if (shown.value === 'met') return tell(findBands(view.value.bands, view.value.communes))
    if (shown.value === 'sheet') {
      return t('analysis.map.findings.sheet', { done: countOf('approved', 'consolidated'), total })
    }
    if (shown.value === 'late') {
      return t('analysis.map.findings.late', { onTime: countOf('onTime'), late: countOf('late'), total })
    }
    if (measure.isShown.value) return measure.title.value
    const [number = 0] = numbers.value
    const isOne = shown.value.startsWith('c')
    const code = shown.value.slice(1)
    const name = toValue(names).criteria.get(number) ?? view.value.criteria.find((each) => each.number === number)?.name
    const values = { met: countOf('met'), total, code, name }
    return t(`analysis.map.findings.${isOne ? 'criterion' : 'group'}`, values)
  })

  const drawnFrom = computed(() => {
    const official = map.data.value?.official
    if (official?.missing.length === 0) {
      return t('analysis.map.official', { ...official, day: format.value.day(official.validFrom) })
    }
    return official
      ? t('analysis.map.sketchFor', { count: official.missing.length, source: official.source })
      : t('analysis.map.sketch')
  })
  const description = computed(() => [measure.description.value, drawnFrom.value].filter(Boolean).join(' · '))

  return {
    shown,
    options,
    what,
    areas,
    kinds,
    rows,
    title,
    description,
    leadsTo,
    mapOf,
    compareOf,
    measure,
    unplaced: computed(() => placed.value?.unplaced ?? []),
    error: computed(
      () =>
        matrix.error.value ??
        map.error.value ??
        measure.error.value ??
        (shown.value === 'late' ? reports.error.value : null),
    ),
    isWaiting: computed(
      () =>
        !matrix.data.value ||
        !map.data.value ||
        measure.isWaiting.value ||
        (shown.value === 'late' && !reports.data.value),
    ),
    retry: () =>
      void Promise.all([matrix.refetch(), map.refetch(), ...(measure.isShown.value ? [measure.retry()] : [])]),
    nameOf: (key: string) => placed.value?.areas.find((area) => area.unit.uid === key)?.unit.fullName ?? '',
    parentOf: (key: string) => placed.value?.areas.find((area) => area.unit.uid === key)?.parent.fullName ?? '',
    toOf: (key: string) => rowOf.value.get(key)?.to,
    resultOf: (key: string) => rowOf.value.get(key)?.spoken ?? t('analysis.map.kinds.outside'),
  }
}
