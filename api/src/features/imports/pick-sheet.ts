import type { OpenFile } from '../../spreadsheets/open-file.js'
import { isHead, isTabHead } from './columns.js'
import { HIDDEN_SHEET } from './template-identity.js'
import { GUIDE_SHEET } from './template-words.js'

/** Rows among which the head of a list stands: above it are title and instructions. */
export const HEAD_WITHIN = 30

/**
 * The sheets of figures, whatever they are called, and whatever else stands in the book.
 *
 * Where none has a head it is the one that a person would look at first.
 */
export async function pickSheets(file: OpenFile): Promise<{ lists: string[]; others: string[] }> {
  const names = file.sheets.filter((name) => name !== HIDDEN_SHEET && name !== GUIDE_SHEET)
  const [first = file.sheets[0] ?? ''] = names
  if (names.length <= 1) return { lists: [first], others: [] }
  const lists: string[] = []
  for (const name of names) if (await hasHead(file, name)) lists.push(name)
  if (lists.length === 0) lists.push(first)
  return { lists, others: names.filter((name) => !lists.includes(name)) }
}

async function hasHead(file: OpenFile, name: string): Promise<boolean> {
  for await (const { number, cells } of file.rows(name)) {
    if (number > HEAD_WITHIN) return false
    if (isHead(cells) || isTabHead(cells)) return true
  }
  return false
}
