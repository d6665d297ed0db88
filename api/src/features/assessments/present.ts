import { findMove, canEdit as isEditable } from '@ntm/shared/assessments/status'
import type { AssessmentView, SheetCriterionView, ValueView } from '@ntm/shared/assessments/wire'
import { unpackResults } from '@ntm/shared/analysis/result-masks'
import { summarise } from '@ntm/shared/criteria/judge-criterion'
import { dayOf, yearOf } from '@ntm/shared/periods/period'
import { stateOf, verifyCriterion } from '@ntm/shared/verifications/verdicts'
import type { Actor } from '../access/actor.js'
import type { Catalogue } from '../criteria/queries.js'
import type { FoundSheet, StoredMasks, StoredVerification } from './find-sheet.js'
import { getThreshold, toAnswer } from './judge-sheet.js'
import { daysOf, explainLock, isReopenable } from './locks.js'
import { canEdit, canReopen, canReview, canSeeWork, isAuthor } from './policy.js'

export interface Viewer {
  actor: Actor
  /** Calendar day in Viet Nam. */
  today: string
}

/** A sheet as it goes over the wire, with what this viewer may do with it now. */
export function presentSheet(sheet: FoundSheet, set: Catalogue, viewer: Viewer): AssessmentView {
  const { dueOn, locksOn } = daysOf(sheet)
  const reported = unpackResults(sheet, set.criteria.length)
  return {
    unit: sheet.unit,
    parent: sheet.parent,
    period: sheet.period,
    criteriaSet: set.code,
    status: sheet.status,
    revision: sheet.revision,
    officialRevision: sheet.officialRevision,
    reopened:
      sheet.reopenedUntil === null
        ? null
        : { until: sheet.reopenedUntil, reason: sheet.reopenedReason ?? '', by: sheet.reopenedBy ?? '' },
    dueOn,
    locksOn,
    lock: explainLock(sheet, viewer.today),
    receipt: sheet.receipt,
    firstSubmittedAt: sheet.firstSubmittedAt?.toISOString() ?? null,
    submittedAt: sheet.submittedAt?.toISOString() ?? null,
    timeliness: judgeTimeliness(sheet.firstSubmittedAt, dueOn),
    author: sheet.author,
    values: presentValues(sheet, set),
    villageMeasures: set.measures.filter(({ id }) => sheet.villageMeasures.includes(id)).map(({ key }) => key),
    criteria: presentCriteria(sheet, set, viewer),
    summary: summarise(reported),
    returned: sheet.returned,
    verifications: standing(sheet).map(({ isOutdated, at, ...verification }) => ({
      ...verification,
      at: new Date(at).toISOString(),
      outdated: isOutdated,
    })),
    review:
      sheet.reviewAction === null || sheet.reviewedAt === null
        ? null
        : {
            action: sheet.reviewAction,
            by: sheet.reviewer ?? '',
            at: sheet.reviewedAt.toISOString(),
            reason: sheet.reviewReason,
          },
    allowed: presentAllowed(sheet, viewer),
  }
}

/** On time or late is decided by the first submission and never again. */
export function judgeTimeliness(firstSubmittedAt: Date | null, dueOn: string): 'onTime' | 'late' | null {
  if (firstSubmittedAt === null) return null
  return dayOf(firstSubmittedAt) <= dueOn ? 'onTime' : 'late'
}

function presentValues(sheet: FoundSheet, set: Catalogue): ValueView[] {
  const stored = new Map(sheet.values.map((value) => [value.measureId, value]))
  const place = { uid: sheet.unit.uid, year: yearOf(sheet.period) }
  return set.measures.map((measure) => {
    const value = stored.get(measure.id)
    const used = value && measure.thresholds.find(({ id }) => id === value.thresholdId)
    const threshold = used ?? getThreshold(set, measure, place)
    const answer = value && toAnswer(measure.kind, value)
    return {
      measure: measure.key,
      // The reader of a ratio wants its percentage; the ratio stands beside it.
      value: (answer?.numerator === null ? answer.value : value?.value) ?? null,
      numerator: value?.numerator ?? null,
      denominator: value?.denominator ?? null,
      notApplicable: value?.notApplicable ?? false,
      note: value?.note ?? null,
      result: value?.result ?? 'missing',
      threshold: { comparator: measure.comparator, value: threshold.value, confirmed: threshold.confirmed },
    }
  })
}

function presentCriteria(sheet: FoundSheet, set: Catalogue, { actor }: Viewer): SheetCriterionView[] {
  const count = set.criteria.length
  const reported = unpackResults(sheet, count)
  const official = unpackOrNull(sheet.official, count)
  const showsLastMonth = sheet.lastMonth?.basis !== 'reported' || canSeeWork(actor, sheet)
  const lastMonth = unpackOrNull(showsLastMonth ? sheet.lastMonth : null, count)
  const isAccepted = sheet.status === 'approved' || sheet.status === 'consolidated'
  const verdicts = new Map(standing(sheet).map((verification) => [verification.indicator, verification]))
  const words = new Map(sheet.criteria.map((criterion) => [criterion.number, criterion]))
  return set.criteria.map(({ number }, index) => {
    const said = words.get(number)
    const own = reported[index] ?? 'incomplete'
    return {
      number,
      reported: own,
      approved: isAccepted ? (said?.overruledResult ?? own) : null,
      verified: verifyCriterion(
        isAccepted ? (said?.overruledResult ?? own) : own,
        set.indicators.filter(({ criterion }) => criterion === number).map(({ code }) => stateOf(verdicts.get(code))),
      ),
      official: official?.[index] ?? null,
      overruled:
        said?.overruledResult && said.overruledReason !== null
          ? { result: said.overruledResult, reason: said.overruledReason, by: said.overruledBy ?? '' }
          : null,
      lastMonth: lastMonth?.[index] ?? null,
      obstacle: said?.obstacle ?? null,
      remedy: said?.remedy ?? null,
      remedyDueOn: said?.remedyDueOn ?? null,
      explanation: said?.explanation ?? null,
    }
  })
}

/** The verdict that holds for each indicator: the sheet's own before one of an earlier month. */
function standing({ verifications, period }: FoundSheet): StoredVerification[] {
  const own = new Set(verifications.filter((each) => each.period === period).map(({ indicator }) => indicator))
  return verifications.filter((each) => each.period === period || !own.has(each.indicator))
}

function presentAllowed(sheet: FoundSheet, { actor, today }: Viewer): AssessmentView['allowed'] {
  const closed = ['period_not_open', 'period_locked', 'consolidated'].includes(explainLock(sheet, today)?.code ?? '')
  const mine = canEdit(actor, sheet) && !closed
  const review = canReview(actor, sheet) && !isAuthor(actor, sheet)
  return {
    edit: mine && isEditable(sheet.status),
    submit: mine && findMove(sheet.status, 'submit') !== undefined,
    withdraw: mine && findMove(sheet.status, 'withdraw') !== undefined,
    return: review && findMove(sheet.status, 'return') !== undefined,
    approve: review && findMove(sheet.status, 'approve') !== undefined,
    // Of an earlier revision there is nothing to open again: its correction is under way or on record.
    reopen: canReopen(actor, sheet) && isReopenable(sheet, today) && sheet.isLatest,
  }
}

function unpackOrNull(masks: StoredMasks | null, count: number) {
  return masks && unpackResults(masks, count)
}
