import type { Readable } from 'node:stream'
import { readXml } from './parse-xml.js'

/** How a number is shown, as far as it changes what a person meant by it. */
export type NumberFormat = 'plain' | 'percent' | 'date'

const PERCENTS = new Set([9, 10])
/** Numbers of the formats that every Excel has for days and times. */
const isBuiltInDate = (id: number) => (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 58)

/** The format of each style of cells, by its number. */
export async function readFormats(stream: Readable): Promise<NumberFormat[]> {
  const codes = new Map<number, string>()
  const formats: NumberFormat[] = []
  let isCells = false
  await readXml(stream, {
    onOpen: (name, attributes) => {
      if (name === 'numFmt') codes.set(Number(attributes.numFmtId), attributes.formatCode ?? '')
      if (name === 'cellXfs') isCells = true
      if (name === 'xf' && isCells) formats.push(formatOf(Number(attributes.numFmtId ?? 0), codes))
    },
    onClose: (name) => {
      if (name === 'cellXfs') isCells = false
    },
  })
  return formats
}

function formatOf(id: number, codes: ReadonlyMap<number, string>): NumberFormat {
  if (PERCENTS.has(id)) return 'percent'
  if (isBuiltInDate(id)) return 'date'
  // Text in quotes and colours in brackets are no part of the pattern.
  const pattern = (codes.get(id) ?? '').replaceAll(/"[^"]*"|\[[^\]]*\]|\\./g, '')
  if (pattern.includes('%')) return 'percent'
  return /[dmyhs]/i.test(pattern) && !/general/i.test(pattern) ? 'date' : 'plain'
}
