import { LOOKS } from './styles-xml.js'
import type { PlannedCell } from './workbook-plan.js'

/** Points of a line of 11 pt, and of the tallest row that Excel takes. */
const LINE = 15
const TALLEST = 405
/** Characters of running text to one of a column's width; bold ones are wider. */
const RATIO = 1.05
const BOLD_RATIO = 0.9

/**
 * Points that a row needs to show its wrapped texts whole; undefined where one line does.
 *
 * Left to itself LibreOffice gives every row one line, and the texts lie over each other.
 */
export function heightOf(cells: readonly PlannedCell[], widths: readonly number[]): number | undefined {
  let most = 1
  for (const [column, { value, style }] of cells.entries()) {
    if (typeof value !== 'string' || !LOOKS[style].isWrapped) continue
    const room = (widths[column] ?? 9) * (style === 'head' ? BOLD_RATIO : RATIO)
    most = Math.max(most, countLines(value, room))
  }
  return most === 1 ? undefined : Math.min(most * LINE + 1, TALLEST)
}

/** Lines of a text that breaks between words; a word longer than a line breaks anywhere. */
function countLines(text: string, room: number): number {
  let lines = 0
  for (const paragraph of text.split('\n')) {
    let used = 0
    lines += 1
    for (const { length } of paragraph.split(' ')) {
      if (used > 0 && used + 1 + length > room) {
        lines += 1
        used = 0
      }
      const over = Math.max(0, Math.ceil(length / room) - 1)
      lines += over
      used += (used > 0 ? 1 : 0) + length - over * room
    }
  }
  return lines
}
