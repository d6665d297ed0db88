import type { HistoryEntry } from '@ntm/shared/assessments/history-wire'

type Value = HistoryEntry['values'][number]

export function buildEntry(change: Partial<HistoryEntry> = {}): HistoryEntry {
  return {
    no: 1,
    at: '2019-07-22T01:00:00.000Z',
    by: 'UBND xã Đắk Mar',
    actingFor: null,
    action: 'assessment.changed',
    revision: 1,
    reason: null,
    receipt: null,
    values: [],
    villages: [],
    words: [],
    indicators: [],
    overrules: [],
    verdict: null,
    evidence: null,
    expiresOn: null,
    ...change,
  }
}

export function buildChange(measure: string, before: Value['before'], after: Value['after']): Value {
  return {
    ...{ measure, before, after },
    numerator: null,
    denominator: null,
    notApplicable: false,
    noteBefore: null,
    noteAfter: null,
  }
}
