import { addCounts, rateOf, type ReportCounts } from '@ntm/shared/discipline/rates'
import type { DisciplineView, RatedReports } from '@ntm/shared/discipline/wire'
import type { UnitDetails } from '../units/queries.js'
import type { CountedReports, DueMonth } from './queries.js'

export interface DisciplineFacts {
  unit: UnitDetails
  today: string
  months: readonly DueMonth[]
  byCommune: boolean
  reports: readonly CountedReports[]
}

const NOTHING = { expected: 0, reported: 0, onTime: 0, submittedOn: null }

export function presentDiscipline({ unit, today, months, byCommune, reports }: DisciplineFacts): DisciplineView {
  const { uid, code, kind, type, name } = unit
  const isDue = ({ dueOn }: DueMonth) => dueOn < today
  const due = new Set(months.filter(isDue).map(({ period }) => period))
  return {
    unit: { uid, code, kind, type, name, fullName: unit.full_name },
    ancestors: unit.ancestors,
    today,
    rowsAre: byCommune || kind === 'commune' ? 'communes' : 'children',
    months: months.map((month) => ({
      ...month,
      isDue: isDue(month),
      total: rate(reports.filter(({ period }) => period === month.period)),
    })),
    rows: groupByUnit(reports).map((own) => ({
      unit: own[0].unit,
      parent: own[0].parent,
      months: months.map(({ period }) => presentCell(own.find((each) => each.period === period))),
      total: rate(own.filter(({ period }) => due.has(period))),
    })),
    total: rate(reports.filter(({ period }) => due.has(period))),
  }
}

function presentCell(counted: CountedReports | undefined) {
  if (!counted) return NOTHING
  const { expected, reported, onTime, submittedOn } = counted
  return { expected, reported, onTime, submittedOn }
}

function rate(counts: readonly ReportCounts[]): RatedReports {
  const sum = addCounts(counts)
  return { ...sum, rate: rateOf(sum.reported, sum.expected), timeliness: rateOf(sum.onTime, sum.expected) }
}

type OneOrMore<T> = [T, ...T[]]

function groupByUnit(reports: readonly CountedReports[]): OneOrMore<CountedReports>[] {
  const groups = new Map<string, OneOrMore<CountedReports>>()
  for (const each of reports) {
    const group = groups.get(each.unit.uid)
    if (group) group.push(each)
    else groups.set(each.unit.uid, [each])
  }
  return [...groups.values()]
}
