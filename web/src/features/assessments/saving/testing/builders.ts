import type { AssessmentView, SheetCriterionView, ValueView } from '@ntm/shared/assessments/wire'

interface Told {
  /** By measure: what differs from an unanswered one. */
  values?: Readonly<Record<string, Partial<ValueView>>>
  /** By criterion. */
  words?: Readonly<Record<number, Partial<SheetCriterionView>>>
  sheet?: Partial<AssessmentView>
}

const MEASURES = ['9.2', '11.1', '12.1', '13.1']
const CRITERIA = [9, 11, 12, 13]
const THRESHOLDS: Readonly<Record<string, ValueView['threshold']>> = {
  '9.2': { comparator: '>=', value: 75, confirmed: false },
  '11.1': { comparator: '<=', value: 7, confirmed: false },
  '13.1': { comparator: 'is', value: true, confirmed: true },
}

/** A small sheet of four criteria, one measure each, in draft. */
export function buildSheet({ values = {}, words = {}, sheet = {} }: Told = {}): AssessmentView {
  return {
    unit: { uid: '23512', code: '23512', kind: 'commune', type: 'xã', name: 'Đắk Mar', fullName: 'Xã Đắk Mar' },
    parent: { uid: '615', code: '615', kind: 'district', type: 'huyện', name: 'Đắk Hà', fullName: 'Huyện Đắk Hà' },
    period: '2019-07',
    criteriaSet: 'xa-2016-2020',
    status: 'draft',
    revision: 1,
    officialRevision: null,
    reopened: null,
    dueOn: '2019-07-25',
    locksOn: '2019-08-05',
    lock: null,
    receipt: null,
    firstSubmittedAt: null,
    submittedAt: null,
    timeliness: null,
    author: null,
    values: MEASURES.map((measure) => ({ ...buildValue(measure), ...values[measure] })),
    villageMeasures: [],
    criteria: CRITERIA.map((number) => ({ ...buildWords(number), ...words[number] })),
    summary: { met: 0, notMet: 0, incomplete: 4 },
    returned: [],
    verifications: [],
    review: null,
    allowed: { edit: true, submit: true, withdraw: false, return: false, approve: false, reopen: false },
    ...sheet,
  }
}

function buildValue(measure: string): ValueView {
  return {
    measure,
    value: null,
    numerator: null,
    denominator: null,
    notApplicable: false,
    note: null,
    result: 'missing',
    threshold: THRESHOLDS[measure] ?? { comparator: '>=', value: 90, confirmed: true },
  }
}

function buildWords(number: number): SheetCriterionView {
  return {
    number,
    reported: 'incomplete',
    approved: null,
    verified: null,
    official: null,
    overruled: null,
    lastMonth: null,
    obstacle: null,
    remedy: null,
    remedyDueOn: null,
    explanation: null,
  }
}
