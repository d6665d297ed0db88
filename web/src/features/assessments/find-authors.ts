import type { HistoryEntry } from '@ntm/shared/assessments/history-wire'
import type { FieldKey } from './saving/edits'

export interface Author {
  by: string
  at: string
}

/** Who last changed each field, by the story of the sheet, newest first. */
export function findAuthors(history: readonly HistoryEntry[]): Map<FieldKey, Author> {
  const authors = new Map<FieldKey, Author>()
  for (const { by, at, values, words } of [...history].reverse()) {
    for (const { measure, before, after, noteBefore, noteAfter } of values) {
      const isNoted = noteBefore !== noteAfter
      if (isNoted) authors.set(`note/${measure}`, { by, at })
      // Of a ratio the two numbers may change while its percentage stays.
      if (!isNoted || before !== after) authors.set(`answer/${measure}`, { by, at })
    }
    for (const { criterion, field } of words) authors.set(`${field}/${criterion}`, { by, at })
  }
  return authors
}
