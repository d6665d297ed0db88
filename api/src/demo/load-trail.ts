import type { Database } from '../db/client.js'
import type { ConsolidatedPeriod } from './consolidated-sheets.js'
import { copyRows } from './copy-rows.js'
import { communeUsername, districtUsername } from './demo-accounts.js'
import { getPerson, type People, type Person } from './load-people.js'
import type { StoredSheet } from './load-sheets.js'

interface Trace {
  at: string
  person: Person
  action: string
  kind: 'assessment' | 'period'
  key: string
  old: object | null
  new: object
  reason: string | null
}

/** Marks the rows that no request wrote. */
export const TRACE_ID = 'demonstration'

/** Writes who sent, returned, approved and consolidated what, and when, as the service would have. */
export async function loadTrail(
  tx: Database,
  story: { sheets: readonly StoredSheet[]; people: People; periods: readonly ConsolidatedPeriod[] },
): Promise<void> {
  const { sheets, people, periods } = story
  const traces = [
    ...sheets.flatMap((sheet) => [...traceSubmissions(sheet, people), ...traceReviews(sheet, people)]),
    ...periods.map((period) => traceConsolidation(period, people)),
  ].sort((a, b) => (a.at < b.at ? -1 : 1))
  await tx.$client.query(`create temporary table trail (
    no integer, field_at timestamptz, account_id integer, actor_name text, action text, subject_kind text,
    subject_key text, old jsonb, new jsonb, reason text, trace_id text) on commit drop`)
  await copyRows(
    tx,
    'trail',
    [
      ...['no', 'field_at', 'account_id', 'actor_name', 'action', 'subject_kind', 'subject_key'],
      ...['old', 'new', 'reason', 'trace_id'],
    ],
    traces.map(({ at, person, action, kind, key, old, new: after, reason }, index) => [
      ...[index, at, person.id, person.displayName, action, kind, key],
      ...[old && JSON.stringify(old), JSON.stringify(after), reason, TRACE_ID],
    ]),
  )
  await tx.$client.query(`
    select append_audit_event(field_at, account_id, actor_name, action, subject_kind, subject_key, old, new, reason,
      trace_id)
    from (select * from trail order by no) trail`)
}

function traceSubmissions({ sheet, submitted, receipts }: StoredSheet, people: People): Trace[] {
  return sheet.submissions.map(({ at }, index) => ({
    at,
    person: getPerson(people, communeUsername(sheet.commune)),
    action: 'assessment.submitted',
    ...subjectOf(sheet),
    old: { status: index === 0 ? 'draft' : 'returned' },
    new: { status: 'submitted', receipt: receipts[index], ...submitted[index]?.masks },
    reason: null,
  }))
}

function traceReviews({ sheet }: StoredSheet, people: People): Trace[] {
  return sheet.reviews.map(({ action, at, reason, returned }) => ({
    at,
    person: getPerson(people, districtUsername(sheet.commune.district)),
    action: action === 'return' ? 'assessment.returned' : 'assessment.approved',
    ...subjectOf(sheet),
    old: { status: 'submitted' },
    new: action === 'return' ? { status: 'returned', returned } : { status: 'approved', overrules: [] },
    reason,
  }))
}

function traceConsolidation({ period, consolidatedAt }: ConsolidatedPeriod, people: People): Trace {
  return {
    at: consolidatedAt,
    person: getPerson(people, 'vpdp'),
    action: 'period.consolidated',
    kind: 'period',
    key: period,
    old: null,
    new: { consolidatedAt },
    reason: null,
  }
}

function subjectOf({ commune, period }: StoredSheet['sheet']) {
  return { kind: 'assessment' as const, key: `${commune.uid}/${period}/1` }
}
