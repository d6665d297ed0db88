import type { IndicatorLeads, MeasureThresholds, ThresholdEntry } from '@ntm/shared/criteria/maintenance-wire'
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
