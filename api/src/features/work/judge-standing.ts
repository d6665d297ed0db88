import { meanCriteria } from '@ntm/shared/analysis/mean-criteria'
import { dayOf, daysBetween } from '@ntm/shared/periods/period'
import type { UnitRef } from '@ntm/shared/units/wire'
import type { Standing } from '@ntm/shared/work/wire'
import type { ChildFigures } from '../analysis/queries.js'
import type { WorkSheet } from './queries.js'

export interface StandingFacts {
  unit: UnitRef
  /** Sheets of the months that want something, below the unit. */
  sheets: readonly WorkSheet[]
  /** Month under way. */
  period: string
  /** Figures of the latest month on record and of the December it is measured from. */
  figures: readonly ChildFigures[]
  record: { period: string; since: string } | undefined
  today: string
}

/** Where a unit stands, what is at risk, and the review that waits longest: a leader's first look. */
export function judgeStanding({ unit, sheets, period, figures, record, today }: StandingFacts): Standing {
  const sum = (month: string) => {
    const rows = figures.filter((each) => each.period === month)
    const add = (read: (row: ChildFigures) => number) => rows.reduce((total, row) => total + read(row), 0)
    const counted = add((row) => row.counted)
    return {
      communes: add((row) => row.communes),
      mean: meanCriteria(
        add((row) => row.total),
        counted,
      ),
      full: add(({ bands }) => bands[0] ?? 0),
    }
  }
  const now = record && sum(record.period)
  const then = record && sum(record.since)
  const open = sheets.filter(({ status }) => status !== 'consolidated')
  const rejected = open.filter(
    ({ status, rejections }) => (status === 'submitted' || status === 'approved') && rejections.length > 0,
  )
  const [oldest] = open
    .flatMap((sheet) => (sheet.status === 'submitted' && sheet.submittedAt ? [{ sheet, at: sheet.submittedAt }] : []))
    .sort((a, b) => a.at.getTime() - b.at.getTime())
  return {
    unit,
    record: record && now ? { ...record, ...now, change: subtract(now.mean, then?.mean ?? null) } : null,
    lost: open
      .filter((sheet) => sheet.period === period && sheet.lost > 0)
      .map((sheet) => ({ unit: sheet.unit, parent: sheet.parent, period, criteria: sheet.lost }))
      .sort((a, b) => b.criteria - a.criteria || a.unit.code.localeCompare(b.unit.code)),
    rejected: {
      indicators: rejected.reduce((total, { rejections }) => total + rejections.length, 0),
      communes: rejected.length,
      first: findFirst(rejected),
    },
    oldestReview: oldest
      ? {
          unit: oldest.sheet.unit,
          parent: oldest.sheet.parent,
          period: oldest.sheet.period,
          days: daysBetween(dayOf(oldest.at), today),
        }
      : null,
  }
}

/** Of two means with two decimals, exactly. */
function subtract(now: number | null, then: number | null): number | null {
  return now === null || then === null ? null : (Math.round(now * 100) - Math.round(then * 100)) / 100
}

function findFirst([sheet]: readonly WorkSheet[]): Standing['rejected']['first'] {
  const [rejection] = sheet?.rejections ?? []
  if (!sheet || !rejection) return null
  return { period: sheet.period, agency: rejection.agencyCode, indicator: rejection.indicator }
}
