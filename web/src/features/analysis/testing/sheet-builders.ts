import type { AssessmentView } from '@ntm/shared/assessments/wire'
import type { CriteriaSetView } from '@ntm/shared/criteria/wire'
import type { UnitRef, UnitView } from '@ntm/shared/units/wire'
import { DISTRICT, PROVINCE } from './builders'

export function buildUnit(unit: UnitRef): UnitView {
  return {
    ...unit,
    aliases: ['Ngok Réo'],
    parentCode: '615',
    validFrom: null,
    validTo: '2025-06-30',
    inProgramme: true,
    centroid: null,
    accountable: { name: 'A Thành', title: 'Chủ tịch UBND xã' },
    successors: [
      { uid: 'new', code: '23518', fullName: `${unit.fullName} mới`, on: '2025-07-01', basis: '1677/NQ-UBTVQH15' },
    ],
    predecessors: [],
    ancestors: [PROVINCE, DISTRICT],
  }
}

/** Two criteria of one measure each: planning is met, transport is 4,2 points short of 70 %. */
export function buildSheet(unit: UnitRef): AssessmentView {
  const value = { numerator: null, denominator: null, notApplicable: false, note: null }
  const criterion = { approved: null, overruled: null, lastMonth: null, explanation: null }
  return {
    unit,
    parent: DISTRICT,
    period: '2019-06',
    criteriaSet: 'xa-2016-2020',
    status: 'consolidated',
    values: [
      {
        ...value,
        measure: '1.1',
        value: true,
        result: 'met',
        threshold: { comparator: 'is', value: true, confirmed: true },
      },
      {
        ...value,
        measure: '2.2',
        value: 65.8,
        result: 'notMet',
        threshold: { comparator: '>=', value: 70, confirmed: false },
      },
    ],
    criteria: [
      { ...criterion, number: 1, reported: 'met', official: 'met', obstacle: null, remedy: null, remedyDueOn: null },
      {
        ...criterion,
        number: 2,
        reported: 'notMet',
        official: 'notMet',
        obstacle: 'Đường liên thôn qua hai con suối.',
        remedy: 'Làm hai cầu dân sinh.',
        remedyDueOn: '2019-12-31',
      },
    ],
    summary: { met: 1, notMet: 1, incomplete: 0 },
    submittedAt: '2019-06-20T02:00:00Z',
    timeliness: 'onTime',
  } as unknown as AssessmentView
}

export function buildSet(): CriteriaSetView {
  const measure = { label: null, labelEn: null, allowsNotApplicable: false }
  const threshold = { confirmed: false, legalBasis: null, note: null }
  const indicator = { nameEn: '', leadAgency: 'sgtvt', leadAgencyName: 'Sở Giao thông vận tải' }
  return {
    code: 'xa-2016-2020',
    name: '',
    nameEn: '',
    legalBasis: [],
    validFrom: '2016-12-01',
    validTo: null,
    groups: [
      {
        code: 'V',
        name: '',
        nameEn: '',
        criteria: [
          {
            number: 1,
            name: 'Quy hoạch',
            nameEn: 'Planning',
            indicators: [
              {
                ...indicator,
                code: '1.1',
                name: 'Có quy hoạch',
                measures: [
                  {
                    ...measure,
                    key: '1.1',
                    kind: 'boolean',
                    unit: null,
                    comparator: 'is',
                    threshold: { ...threshold, value: true },
                  },
                ],
              },
            ],
          },
          {
            number: 2,
            name: 'Giao thông',
            nameEn: 'Transport',
            indicators: [
              {
                ...indicator,
                code: '2.2',
                name: 'Đường liên thôn được cứng hóa',
                measures: [
                  {
                    ...measure,
                    key: '2.2',
                    kind: 'percent',
                    unit: '%',
                    comparator: '>=',
                    threshold: { ...threshold, value: 70 },
                  },
                ],
              },
            ],
          },
        ],
      },
    ],
  }
}
