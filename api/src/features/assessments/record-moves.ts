import type { QueryConfig } from 'pg'
import type { ResultMasks } from '@ntm/shared/analysis/result-masks'
import type { Database } from '../../db/client.js'
import type { Writing } from './change-values.js'
import type { SubmittedWords } from './compare-words.js'
import type { ReturnedIndicator } from './read-review.js'
import { sheetReturns } from './tables.js'

/** A number that a commune can quote on the telephone: month, commune, revision, and which submission of it. */
export function receiptOf(place: { unit: string; period: string; revision: number }, submission: number): string {
  const month = place.period.slice(2).replace('-', '')
  return `NTM-${month}-${place.unit}-${place.revision}-${String(submission).padStart(2, '0')}`
}

export interface Submission {
  sheetId: number
  number: number
  receipt: string
  writing: Writing
  masks: ResultMasks
  answers: object
  words: SubmittedWords
}

const ADD_SUBMISSION = {
  name: 'add-submission',
  text: `
    insert into sheet_submissions (sheet_id, number, receipt, submitted_at, submitted_by, answers, words, met_mask,
      not_met_mask)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
}

/** Keeps the submission as it was: what the receipt stands for. */
export function addSubmission(submission: Submission): QueryConfig {
  const { sheetId, number, receipt, writing, masks, answers, words } = submission
  const said = [JSON.stringify(answers), JSON.stringify(words)]
  const place = [sheetId, number, receipt, writing.at, writing.accountId]
  return { ...ADD_SUBMISSION, values: [...place, ...said, masks.metMask, masks.notMetMask] }
}

export async function addReturns(
  tx: Database,
  sheetId: number,
  submission: number,
  returns: readonly ReturnedIndicator[],
): Promise<void> {
  await tx.insert(sheetReturns).values(returns.map((each) => ({ sheetId, submission, ...each })))
}
