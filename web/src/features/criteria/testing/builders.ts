import type { IndicatorLeads, MeasureThresholds, ThresholdEntry } from '@ntm/shared/criteria/maintenance-wire'
import type { CriteriaSetFile, SetPublication } from '@ntm/shared/criteria/set-file-wire'
import type { CriteriaSetView, CriterionView } from '@ntm/shared/criteria/wire'

const labour = { leadAgency: 'sldtbxh', leadAgencyName: 'Sở Lao động - Thương binh và Xã hội' }
const unlabelled = { label: null, labelEn: null, allowsNotApplicable: false }

const planning: CriterionView = {
  ...{ number: 1, name: 'Quy hoạch', nameEn: 'Planning' },
  indicators: [
    {
      ...{ code: '1.1', name: 'Có quy hoạch được duyệt', nameEn: 'Approved plan', ...labour },
      measures: [
        {
          ...{ key: '1.1', ...unlabelled, kind: 'boolean', unit: null, comparator: 'is' },
          threshold: { value: true, confirmed: true, legalBasis: '1980/QĐ-TTg', note: null },
        },
      ],
    },
  ],
}

const poverty: CriterionView = {
  ...{ number: 11, name: 'Hộ nghèo', nameEn: 'Poor households' },
  indicators: [
    {
      ...{ code: '11.1', name: 'Tỷ lệ hộ nghèo', nameEn: 'Share of poor households', ...labour },
      measures: [
        {
          ...{ key: '11.1', ...unlabelled, kind: 'percent', unit: '%', comparator: '<=' },
          threshold: { value: 7, confirmed: false, legalBasis: null, note: null },
        },
      ],
    },
  ],
}

/** A small set: one measure of đạt/chưa đạt that is confirmed, one share that is not. */
export function buildSet(): CriteriaSetView {
  return {
    ...{ code: 'xa-2016-2020', name: 'Bộ tiêu chí xã', nameEn: 'Commune set', validFrom: '2016-12-01', validTo: null },
    legalBasis: [{ number: '1980/QĐ-TTg', issuedOn: '2016-10-17', issuer: 'Thủ tướng Chính phủ', note: null }],
    groups: [{ code: 'I', name: 'Nhóm một', nameEn: 'Group one', criteria: [planning, poverty] }],
  }
}

export function buildThreshold(given: Partial<ThresholdEntry> = {}): ThresholdEntry {
  return {
    ...{ id: 11, region: 'tay-nguyen', unit: null, year: null, value: 7, confirmed: false, setBy: null, note: null },
    ...{ legalBasis: null, source: null, reason: null, recordedAt: null, recordedBy: null, replacedAt: null },
    ...given,
  }
}

export function buildThresholds(given: Partial<MeasureThresholds> = {}): MeasureThresholds {
  return {
    ...{ criteriaSet: 'xa-2016-2020', region: 'tay-nguyen', current: [buildThreshold()], replaced: [] },
    measure: {
      ...{ key: '11.1', label: null, labelEn: null, criterion: 11, indicator: '11.1' },
      ...{ kind: 'percent', unit: '%', comparator: '<=' },
    },
    ...given,
  }
}

export function buildLeads(): IndicatorLeads {
  const lead = {
    ...{ agency: 'sldtbxh', agencyName: labour.leadAgencyName, from: null, to: null },
    ...{ legalBasis: null, reason: null, recordedBy: null },
  }
  return {
    ...{ criteriaSet: 'xa-2016-2020', indicator: '11.1', name: 'Tỷ lệ hộ nghèo', nameEn: 'Share of poor households' },
    ...{ current: lead, leads: [lead] },
  }
}

/** The file of a set with the one share, for August 2019. */
export function buildFile(): CriteriaSetFile {
  const measure = {
    ...{ key: '1.1', kind: 'percent' as const, unit: '%', comparator: '<=' as const },
    thresholds: [{ region: '*', value: 5, confirmed: false }],
  }
  const indicator = { code: '1.1', name: 'Tỷ lệ hộ nghèo', nameEn: 'Poor households', leadAgency: 'sldtbxh' }
  return {
    ...{ code: 'xa-2019', level: 'commune', name: 'Bộ mới', nameEn: 'New set', region: 'tay-nguyen' },
    ...{ method: 'every-measure', validFrom: '2019-08-01', validTo: null },
    legalBasis: [{ number: '1/QĐ-TTg', issuedOn: '2019-07-01', issuer: 'Thủ tướng Chính phủ' }],
    groups: [{ code: 'I', name: 'Nhóm một', nameEn: 'Group one', criteria: [1] }],
    criteria: [
      {
        number: 1,
        name: 'Hộ nghèo',
        nameEn: 'Poverty',
        group: 'I',
        indicators: [{ ...indicator, measures: [measure] }],
      },
    ],
  }
}

export function buildPlan(): SetPublication {
  return {
    ...{ code: 'xa-2019', validFrom: '2019-08-01', dryRun: true },
    previous: { code: 'xa-2016-2020', validTo: '2019-07-31' },
    counts: { criteria: 1, indicators: 1, measures: 1 },
    differences: [
      {
        ...{ part: 'threshold', key: '11.1, *', change: 'changed' },
        fields: [{ field: 'value', before: '7', after: '5' }],
      },
    ],
  }
}
