import { pickLead } from '@ntm/shared/criteria/pick-lead'
import type {
  IndicatorLeads,
  LeadEntry,
  MeasureThresholds,
  ThresholdEntry,
} from '@ntm/shared/criteria/maintenance-wire'
import type { Catalogue, CatalogueIndicator, CatalogueMeasure } from '../criteria/queries.js'
import type { StoredLead, StoredThreshold } from './queries.js'

export function presentThresholds(
  set: Catalogue,
  measure: CatalogueMeasure,
  thresholds: readonly StoredThreshold[],
): MeasureThresholds {
  const { key, label, labelEn, criterion, indicator, kind, unit, comparator } = measure
  const entries = thresholds.map((threshold) => presentThreshold(measure, threshold))
  const replaced = entries.filter(({ replacedAt }) => replacedAt !== null)
  return {
    criteriaSet: set.code,
    region: set.region,
    measure: { key, label, labelEn, criterion, indicator, kind, unit, comparator },
    current: entries.filter(({ replacedAt }) => replacedAt === null),
    replaced: replaced.sort((a, b) => (b.replacedAt ?? '').localeCompare(a.replacedAt ?? '') || b.id - a.id),
  }
}

/** The ETag of a measure's thresholds: each decision adds one, and none is ever taken away. */
export function versionOfThresholds(thresholds: readonly StoredThreshold[]): number {
  return thresholds.length
}

function presentThreshold({ kind }: CatalogueMeasure, threshold: StoredThreshold): ThresholdEntry {
  const { value, recordedAt, replacedAt, ...rest } = threshold
  return {
    ...rest,
    value: kind === 'boolean' ? true : value,
    recordedAt: recordedAt?.toISOString() ?? null,
    replacedAt: replacedAt?.toISOString() ?? null,
  }
}

export function presentLeads(
  set: Catalogue,
  { code, name, nameEn }: CatalogueIndicator,
  leads: readonly StoredLead[],
  today: string,
): IndicatorLeads {
  const current = pickLead(leads, today)
  return {
    criteriaSet: set.code,
    indicator: code,
    name,
    nameEn,
    current: current ? presentLead(current) : null,
    leads: leads.map(presentLead),
  }
}

/** The ETag of an indicator's agencies: grows whenever one is named or corrected. */
export function versionOfLeads(leads: readonly StoredLead[]): number {
  return leads.reduce((sum, { version }) => sum + version, 0)
}

function presentLead({ agency, agencyName, from, to, legalBasis, reason, recordedBy }: StoredLead): LeadEntry {
  return { agency, agencyName, from, to, legalBasis, reason, recordedBy }
}
