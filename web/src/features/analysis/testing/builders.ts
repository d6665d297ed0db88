import type { MatrixView, OverviewView, TrendView } from '@ntm/shared/analysis/wire'
import type { UnitRef } from '@ntm/shared/units/wire'

export const PROVINCE: UnitRef = {
  uid: '62',
  code: '62',
  kind: 'province',
  type: 'tỉnh',
  name: 'Kon Tum',
  fullName: 'Tỉnh Kon Tum',
}

export const DISTRICT: UnitRef = {
  uid: '615',
  code: '615',
  kind: 'district',
  type: 'huyện',
  name: 'Đắk Hà',
  fullName: 'Huyện Đắk Hà',
}

export function buildCommune(code: string, name: string): UnitRef {
  return { uid: code, code, kind: 'commune', type: 'xã', name, fullName: `Xã ${name}` }
}

const NO_PROGRESS = { notStarted: 0, draft: 0, submitted: 0, returned: 0, approved: 0, consolidated: 0 }
const BANDS = ['19', '15-18', '10-14', '5-9', '0-4']

/** June 2019 as the province published it: 18/8/19/41/0 of 86 communes, 1052 criteria, 981 in December. */
export function buildOverview(change: Partial<OverviewView> = {}): OverviewView {
  const counts = [18, 8, 19, 41, 0]
  const bands = BANDS.map((label, index) => ({ label, communes: counts[index] ?? 0 }))
  return {
    unit: PROVINCE,
    ancestors: [],
    period: '2019-06',
    basis: 'official',
    criteriaSet: 'xa-2016-2020',
    asOf: '2019-07-05',
    communes: 86,
    counted: 86,
    recognised: 17,
    progress: { ...NO_PROGRESS, consolidated: 86 },
    criteriaMet: { total: 1052, mean: 12.23 },
    bands,
    groups: [{ code: 'V', name: 'Hệ thống chính trị', criteria: [1, 2], communesMeetingAll: 66 }],
    criteria: [
      { number: 1, name: 'Quy hoạch', met: 86, notMet: 0, incomplete: 0, noData: 0 },
      { number: 2, name: 'Giao thông', met: 29, notMet: 57, incomplete: 0, noData: 0 },
    ],
    children: [
      {
        unit: DISTRICT,
        communes: 86,
        counted: 86,
        criteriaMet: { total: 1052, mean: 12.23 },
        bands,
        progress: { ...NO_PROGRESS, consolidated: 86 },
      },
    ],
    comparisons: [
      {
        kind: 'lastDecember',
        period: '2018-12',
        communes: 86,
        counted: 86,
        criteriaMet: { total: 981, mean: 11.41 },
        bands,
        criteria: [
          { number: 1, met: 86 },
          { number: 2, met: 27 },
        ],
      },
    ],
    accountable: { name: 'Nguyễn Văn An', title: 'Chủ tịch UBND tỉnh' },
    ...change,
  }
}

/** Two criteria, two communes: Đắk Mar meets both, Ngọk Réo only the first. */
export function buildMatrix(change: Partial<MatrixView> = {}): MatrixView {
  return {
    unit: PROVINCE,
    period: '2019-06',
    basis: 'official',
    criteria: [1, 2],
    rows: [
      {
        unit: buildCommune('23512', 'Đắk Mar'),
        parent: DISTRICT,
        status: 'consolidated',
        met: 2,
        results: ['met', 'met'],
      },
      {
        unit: buildCommune('23518', 'Ngọk Réo'),
        parent: DISTRICT,
        status: 'consolidated',
        met: 1,
        results: ['met', 'notMet'],
      },
    ],
    ...change,
  }
}

export const NO_TREND: TrendView = { unit: PROVINCE, basis: 'official', points: [] }
export const NO_PERIODS = { data: [], page: { next: null, limit: 500 } }
