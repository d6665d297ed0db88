import type { ConsolidationCheck, ConsolidationView, PeriodView } from '@ntm/shared/periods/wire'
import type { UnitRef } from '@ntm/shared/units/wire'
import { defaultDueOn, defaultLocksOn, firstDayOf } from '@ntm/shared/periods/period'

export function buildUnit(code: string, fullName: string): UnitRef {
  const [type = '', ...name] = fullName.split(' ')
  const kind = type === 'Huyện' ? 'district' : 'commune'
  return { uid: code, code, kind, type: type.toLowerCase(), name: name.join(' '), fullName }
}

export function buildPeriod(period: string, change: Partial<PeriodView> = {}): PeriodView {
  return {
    period,
    opensOn: firstDayOf(period),
    dueOn: defaultDueOn(period),
    locksOn: defaultLocksOn(period),
    consolidatedAt: null,
    criteriaSet: 'xa-2016-2020',
    isImported: false,
    ...change,
  }
}

const DAK_HA = buildUnit('615', 'Huyện Đắk Hà')
const SA_THAY = buildUnit('616', 'Huyện Sa Thầy')

/** July before its first consolidation: two approved sheets, three communes without one. */
export function buildCheck(change: Partial<ConsolidationCheck> = {}): ConsolidationCheck {
  return {
    period: '2019-07',
    communes: 86,
    ready: [
      { unit: buildUnit('23512', 'Xã Đắk Mar'), parent: DAK_HA, revision: 1, unverified: 49, rejected: [] },
      { unit: buildUnit('23515', 'Xã Ngọk Wang'), parent: DAK_HA, revision: 1, unverified: 0, rejected: ['15.1'] },
    ],
    gaps: [
      { unit: buildUnit('23518', 'Xã Đắk Pxi'), parent: DAK_HA, status: 'notStarted' },
      { unit: buildUnit('23530', 'Xã Rờ Kơi'), parent: SA_THAY, status: 'submitted' },
      { unit: buildUnit('23533', 'Xã Sa Nhơn'), parent: SA_THAY, status: 'submitted' },
    ],
    recorded: 0,
    done: [],
    ...change,
  }
}

export function buildDone(change: Partial<ConsolidationView> = {}): ConsolidationView {
  return {
    number: 1,
    at: '2019-07-22T01:00:00.000Z',
    by: 'Văn phòng Điều phối',
    note: null,
    communes: 2,
    corrected: 0,
    gaps: buildCheck().gaps,
    ...change,
  }
}
