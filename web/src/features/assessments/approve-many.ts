import type { AssessmentSummary } from '@ntm/shared/assessments/wire'

export type Decided = 'waiting' | 'underWay' | 'approved' | 'failed' | 'stopped'

export interface Outcome {
  state: Decided
  /** Why it could not be approved, in words. */
  reason: string
}

type Listed = Pick<AssessmentSummary, 'unit' | 'version'>

interface Options<T extends Listed> {
  sheets: readonly T[]
  approve: (sheet: T) => Promise<void>
  explain: (failure: unknown) => string
  /** Whether going on is of no use: the rest would fail alike. */
  isFinal: (failure: unknown) => boolean
  tell: (code: string, outcome: Outcome) => void
}

/** Approves sheets one after another; one that fails is named and does not hold up the others. */
export async function approveMany<T extends Listed>(options: Options<T>): Promise<void> {
  const { sheets, approve, explain, isFinal, tell } = options
  let isStopped = false
  for (const { unit } of sheets) tell(unit.code, { state: 'waiting', reason: '' })
  for (const sheet of sheets) {
    const { code } = sheet.unit
    if (isStopped) {
      tell(code, { state: 'stopped', reason: '' })
      continue
    }
    tell(code, { state: 'underWay', reason: '' })
    try {
      await approve(sheet)
      tell(code, { state: 'approved', reason: '' })
    } catch (failure) {
      tell(code, { state: 'failed', reason: explain(failure) })
      isStopped = isFinal(failure)
    }
  }
}

/** Sheets in the order in which they wait, the one sent first on top. */
export function byWaiting<T extends Pick<AssessmentSummary, 'submittedAt'>>(sheets: readonly T[]): T[] {
  return [...sheets].sort((a, b) => (a.submittedAt ?? '').localeCompare(b.submittedAt ?? ''))
}

/** The sheet to look at after the one of a unit: the next in line, after the last the first; undefined when alone. */
export function nextAfter<T extends Pick<AssessmentSummary, 'unit'>>(line: readonly T[], code: string): T | undefined {
  const others = line.filter(({ unit }) => unit.code !== code)
  const place = line.findIndex(({ unit }) => unit.code === code)
  return others[place] ?? others[0]
}
