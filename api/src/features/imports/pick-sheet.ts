import type { OpenFile } from '../../spreadsheets/open-file.js'
import { isHead } from './columns.js'
import { HIDDEN_SHEET } from './template-identity.js'
import { FIGURES_SHEET, GUIDE_SHEET } from './template-words.js'

/** Rows among which the head of a list stands: above it are title and instructions. */
export const HEAD_WITHIN = 30

/**
 * The sheet of figures, whatever it is called and whatever else stands in the book; others that have a head as well.
 *
 * Where none has a head it is the one that a person would look at first.
 */
export async function pickSheet(file: OpenFile): Promise<{ name: string; others: string[] }> {
  const names = file.sheets.filter((name) => name !== HIDDEN_SHEET && name !== GUIDE_SHEET)
  const [first = file.sheets[0] ?? ''] = names
  if (names.length <= 1) return { name: first, others: [] }
  const lists: string[] = []
  for (const name of names) if (await hasHead(file, name)) lists.push(name)
  const name = lists.find((each) => each === FIGURES_SHEET) ?? lists[0] ?? first
  return { name, others: lists.filter((each) => each !== name) }
}

async function hasHead(file: OpenFile, name: string): Promise<boolean> {
  for await (const { number, cells } of file.rows(name)) {
    if (number > HEAD_WITHIN) return false
    if (isHead(cells)) return true
  }
  return false
}
