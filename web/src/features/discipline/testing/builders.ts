import type { DisciplineView } from '@ntm/shared/discipline/wire'

const ALL: DisciplineView['total'] = { expected: 2, reported: 1, onTime: 1, rate: 50, timeliness: 50 }

export function buildMonth(period: string, isDue = true): DisciplineView['months'][number] {
  return { period, dueOn: `${period}-25`, isDue, total: ALL }
}

export function buildRow(code: string, name: string, total = ALL): DisciplineView['rows'][number] {
  const unit = { uid: code, code, kind: 'commune' as const, type: 'xã', name, fullName: `Xã ${name}` }
  return { unit, parent: null, months: [{ ...ALL, submittedOn: null }], total }
}

/** Two communes of a district in June and July 2019: one reported late in June and not in July, one not at all. */
export function buildView(change: Partial<DisciplineView> = {}): DisciplineView {
  const none = { expected: 1, reported: 0, onTime: 0, submittedOn: null }
  return {
    unit: { uid: '615', code: '615', kind: 'district', type: 'huyện', name: 'Đắk Hà', fullName: 'Huyện Đắk Hà' },
    ancestors: [],
    today: '2019-07-22',
    rowsAre: 'children',
    months: [buildMonth('2019-06'), buildMonth('2019-07', false)],
    rows: [
      {
        ...buildRow('23512', 'Đắk Mar', { expected: 1, reported: 1, onTime: 0, rate: 100, timeliness: 0 }),
        months: [{ expected: 1, reported: 1, onTime: 0, submittedOn: '2019-06-28' }, none],
      },
      {
        ...buildRow('23515', 'Ngọk Wang', { expected: 1, reported: 0, onTime: 0, rate: 0, timeliness: 0 }),
        months: [none, none],
      },
    ],
    total: { expected: 2, reported: 1, onTime: 0, rate: 50, timeliness: 0 },
    ...change,
  }
}
