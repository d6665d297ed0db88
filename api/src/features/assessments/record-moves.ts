import type { ResultMasks } from '@ntm/shared/analysis/result-masks'
import { runNamed, type Database } from '../../db/client.js'
import type { Writing } from './change-values.js'
import type { SubmittedWords } from './compare-words.js'
import type { ReturnedIndicator } from './read-review.js'
import { sheetReturns, sheetSubmissions } from './tables.js'

/** A number that a commune can quote on the telephone: month, commune, running number. */
export async function nextReceipt(tx: Database, unitCode: string, period: string): Promise<string> {
  const [row] = await runNamed<{ number: number }>(
    tx,
    { name: 'next-receipt', text: `select nextval('receipt_numbers') number` },
    [],
  )
  const month = period.slice(2).replace('-', '')
  return `NTM-${month}-${unitCode}-${String(row?.number ?? 0).padStart(6, '0')}`
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

/** Keeps the submission as it was: what the receipt stands for. */
export async function addSubmission(tx: Database, submission: Submission): Promise<void> {
  const { sheetId, number, receipt, writing, masks, answers, words } = submission
  await tx.insert(sheetSubmissions).values({
    sheetId,
    number,
    receipt,
    submittedAt: writing.at,
    submittedBy: writing.accountId,
    answers,
    words,
    ...masks,
  })
}

export async function addReturns(
  tx: Database,
  sheetId: number,
  submission: number,
  returns: readonly ReturnedIndicator[],
): Promise<void> {
  await tx.insert(sheetReturns).values(returns.map((each) => ({ sheetId, submission, ...each })))
}
