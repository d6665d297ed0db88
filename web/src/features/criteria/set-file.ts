import { pickThreshold } from '@ntm/shared/criteria/pick-threshold'
import type { CriteriaSetFile } from '@ntm/shared/criteria/set-file-wire'
import type { CriteriaSetView, MeasureView } from '@ntm/shared/criteria/wire'

type MeasureFile = CriteriaSetFile['criteria'][number]['indicators'][number]['measures'][number]

/**
 * A set of a file, once the service has found no fault in it, as one that is published: with the thresholds that hold
 * for every commune in the first year.
 */
export function viewOfFile(file: CriteriaSetFile): CriteriaSetView {
  const year = Number(file.validFrom.slice(0, 4))
  return {
    ...{ code: file.code, name: file.name, nameEn: file.nameEn, validFrom: file.validFrom, validTo: file.validTo },
    legalBasis: file.legalBasis.map(({ note, ...basis }) => ({ ...basis, note: note ?? null })),
    groups: file.groups.map(({ code, name, nameEn }) => ({
      ...{ code, name, nameEn },
      criteria: file.criteria
        .filter(({ group }) => group === code)
        .map((criterion) => ({
          ...{ number: criterion.number, name: criterion.name, nameEn: criterion.nameEn },
          indicators: criterion.indicators.map((indicator) => ({
            ...{ code: indicator.code, name: indicator.name, nameEn: indicator.nameEn },
            ...{ leadAgency: indicator.leadAgency, leadAgencyName: indicator.leadAgency },
            measures: indicator.measures.map((measure) => viewOfMeasure(measure, { region: file.region, year })),
          })),
        })),
    })),
  }
}

function viewOfMeasure(measure: MeasureFile, place: { region: string; year: number }): MeasureView {
  const threshold = pickThreshold(measure.thresholds, place)
  if (!threshold) throw new RangeError(`Measure ${measure.key} has no threshold in ${place.region}`)
  const { key, label, labelEn, kind, unit, comparator, allowsNotApplicable } = measure
  return {
    ...{ key, label: label ?? null, labelEn: labelEn ?? null, kind, unit, comparator },
    allowsNotApplicable: allowsNotApplicable ?? false,
    threshold: {
      value: threshold.value,
      confirmed: threshold.confirmed,
      legalBasis: threshold.legalBasis ?? null,
      note: threshold.note ?? null,
    },
  }
}

/** What was read from a chosen file; undefined where it is no JSON object. */
export function parseSetFile(text: string): Record<string, unknown> | undefined {
  try {
    const parsed: unknown = JSON.parse(text)
    return typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed) ? { ...parsed } : undefined
  } catch {
    return undefined
  }
}

/** The code and the month of a file, as far as it names them. */
export function headOf(file: Record<string, unknown>): { code: string; month: string } {
  const text = (value: unknown) => (typeof value === 'string' ? value : '')
  return { code: text(file.code), month: text(file.validFrom).slice(0, 7) }
}
