import { yearOf } from '@ntm/shared/periods/period'
import type { Database } from '../db/client.js'
import { packWords } from '../features/assessments/compare-words.js'
import { receiptOf } from '../features/assessments/record-moves.js'
import type { Catalogue } from '../features/criteria/queries.js'
import type { ConsolidatedPeriod } from './consolidated-sheets.js'
import { copyRows } from './copy-rows.js'
import { communeUsername, districtUsername } from './demo-accounts.js'
import type { DemoDocument } from './evidence-files.js'
import type { JudgedSheet, JudgedValues } from './judged-sheets.js'
import { loadEvidence } from './load-evidence.js'
import { getPerson, type People } from './load-people.js'
import { loadRecords } from './load-records.js'
import { loadVillageFigures, loadVillages } from './load-villages.js'
import { listMonthlyResults } from './monthly-result-rows.js'

export interface SheetsToLoad {
  /** Of the commune whose figures come from its villages. */
  households: ReadonlyMap<number, number>
  set: Catalogue
  sheets: readonly JudgedSheet[]
  people: People
  periods: readonly ConsolidatedPeriod[]
  documents: readonly DemoDocument[]
}

/** A sheet with the numbers that the database gave it. */
export interface StoredSheet extends JudgedSheet {
  id: number
  unitId: number
  /** One a submission, oldest first. */
  receipts: readonly string[]
}

export async function loadSheets(
  tx: Database,
  { set, sheets, people, periods, households, documents }: SheetsToLoad,
): Promise<StoredSheet[]> {
  const stored = await numberSheets(tx, sheets)
  await copyRows(
    tx,
    'periods',
    ['period', 'due_on', 'locks_on', 'consolidated_at'],
    periods.map(({ period, dueOn, locksOn, consolidatedAt }) => [period, dueOn, locksOn, consolidatedAt]),
  )
  await copyRows(
    tx,
    'sheets',
    SHEET_COLUMNS,
    stored.map((each) => sheetRow(each, set, people)),
  )
  await copyRows(
    tx,
    'sheet_values',
    ['year', 'sheet_id', 'measure_id', 'value', 'numerator', 'denominator', 'result', 'threshold_id', 'note'],
    stored.flatMap(({ id, sheet, now }) => {
      const year = yearOf(sheet.period)
      return now.values.map(({ measureId, value, numerator, denominator, result, thresholdId, note }) => [
        ...[year, id, measureId, value, numerator, denominator, result, thresholdId, note],
      ])
    }),
  )
  await copyRows(
    tx,
    'sheet_criteria',
    ['sheet_id', 'number', 'obstacle', 'remedy', 'remedy_due_on', 'explanation'],
    stored.flatMap(({ id, sheet: { words } }) =>
      words.map(({ criterion, obstacle, remedy, remedyDueOn, explanation }) => [
        ...[id, criterion, obstacle, remedy, remedyDueOn, explanation],
      ]),
    ),
  )
  await loadSubmissions(tx, stored, set, people)
  await copyRows(
    tx,
    'monthly_results',
    ['period', 'basis', 'unit_id', 'revision', 'set_id', 'met_mask', 'not_met_mask'],
    listMonthlyResults(stored, set.id),
  )
  await loadRecords(tx, stored, { set, people, periods })
  const villageIds = await loadVillages(tx, households)
  await loadVillageFigures(tx, stored, set, { villageIds, households })
  await loadEvidence(tx, stored, { documents, set, people })
  // Last, because the database takes values only into a draft.
  await tx.$client.query(
    `update sheets set status = s.status from unnest($1::int[], $2::text[]) s (id, status) where sheets.id = s.id`,
    [stored.map(({ id }) => id), stored.map(({ sheet }) => sheet.status)],
  )
  return stored
}

/** Takes numbers for the sheets. */
async function numberSheets(tx: Database, sheets: readonly JudgedSheet[]): Promise<StoredSheet[]> {
  const ids = await takeNumbers(tx, `pg_get_serial_sequence('sheets', 'id')`, sheets.length)
  const { rows } = await tx.$client.query<{ uid: string; id: number }>('select uid, id from units')
  const unitIds = new Map(rows.map(({ uid, id }) => [uid, id]))

  return sheets.map((judged, index) => ({
    ...judged,
    id: ids[index] ?? 0,
    unitId: unitIds.get(judged.sheet.commune.uid) ?? 0,
    receipts: listReceipts(judged),
  }))
}

function listReceipts({ sheet: { commune, period, submissions } }: JudgedSheet): string[] {
  return submissions.map((_sent, index) => receiptOf({ unit: commune.code, period, revision: 1 }, index + 1))
}

async function takeNumbers(tx: Database, sequence: string, count: number): Promise<number[]> {
  const { rows } = await tx.$client.query<{ number: number }>(
    `select nextval(${sequence}) number from generate_series(1, $1)`,
    [count],
  )
  return rows.map(({ number }) => number)
}

const SHEET_COLUMNS = [
  ...['id', 'unit_id', 'period', 'set_id', 'status', 'version', 'answered', 'met_mask', 'not_met_mask', 'author_ids'],
  ...['first_submitted_at', 'submitted_at', 'submissions', 'receipt', 'reviewed_at', 'reviewed_by', 'review_action'],
  ...['review_reason', 'created_at', 'updated_at'],
]

function sheetRow({ id, unitId, sheet, now, receipts }: StoredSheet, set: Catalogue, people: People) {
  const { submissions, reviews, commune } = sheet
  const author = getPerson(people, communeUsername(commune))
  const reviewer = getPerson(people, districtUsername(commune.district))
  const review = reviews.at(-1)
  const moves = submissions.length + reviews.length + (sheet.status === 'consolidated' ? 1 : 0)
  return [
    ...[id, unitId, sheet.period, set.id, 'draft', 1 + moves, now.values.length, now.masks.metMask],
    ...[now.masks.notMetMask, `{${author.id}}`, submissions[0]?.at ?? null, submissions.at(-1)?.at ?? null],
    ...[submissions.length, receipts.at(-1) ?? null, review?.at ?? null, review ? reviewer.id : null],
    ...[review?.action ?? null, review?.reason ?? null, sheet.begunAt, sheet.changedAt],
  ]
}

async function loadSubmissions(tx: Database, stored: readonly StoredSheet[], set: Catalogue, people: People) {
  await copyRows(
    tx,
    'sheet_submissions',
    ['sheet_id', 'number', 'receipt', 'submitted_at', 'submitted_by', 'answers', 'words', 'met_mask', 'not_met_mask'],
    stored.flatMap(({ id, sheet, submitted, receipts }) => {
      const author = getPerson(people, communeUsername(sheet.commune))
      const words = sheet.words.map(({ criterion: number, ...said }) => ({ number, ...said }))
      return submitted.map((judged, index) => [
        ...[id, index + 1, receipts[index] ?? '', sheet.submissions[index]?.at ?? null, author.id],
        ...[
          packAnswers(set, judged),
          JSON.stringify(packWords(set, judged.values, words)),
          judged.masks.metMask,
          judged.masks.notMetMask,
        ],
      ])
    }),
  )
  await copyRows(
    tx,
    'sheet_returns',
    ['sheet_id', 'submission', 'indicator', 'reason'],
    stored.flatMap(({ id, sheet }) =>
      sheet.reviews.flatMap(({ returned }, index) =>
        returned.map(({ indicator, reason }) => [id, index + 1, indicator, reason]),
      ),
    ),
  )
}

/** As the service keeps a submission: by measure, [value, numerator, denominator, not applicable, result]. */
function packAnswers(set: Catalogue, { values }: JudgedValues): string {
  const keys = new Map(set.measures.map(({ id, key }) => [id, key]))
  return JSON.stringify(
    Object.fromEntries(
      values.map(({ measureId, value, numerator, denominator, notApplicable, result }) => [
        keys.get(measureId),
        [value, numerator, denominator, notApplicable, result],
      ]),
    ),
  )
}
