import { listNameKeys, listSpellings } from '@ntm/shared/units/is-name-of'
import type { Row } from '../../spreadsheets/cells.js'
import { periodOf } from './parse-rows.js'
import type { NamedCommune } from './queries.js'
import { showCell } from './read-cell.js'

const CODE = /(?<!\d)(\d{5})(?!\d)/
const CODE_LABEL = /^mã xã\s*:?\s*(\d{5})?$/iu
const NAME_LABEL = /^(?:tên )?(?:xã|phường|thị trấn)\s*:?$/iu
/** `Phiếu kỳ 07/2019 – Xã Đắk Mar, huyện Đắk Hà`: what follows the type, up to the next thing. */
const NAMED = /(?:^|[\s–-])(?:xã|phường|thị trấn)\s*:?\s+([^,;:()–]+?)(?=\s*(?:[,;:()–]|huyện|thành phố|tỉnh|$))/iu
const MONTH = /(?:kỳ|tháng)\s*(?:báo cáo)?\s*:?\s*(\d{1,2})\s*(?:[/.-]|năm)\s*(\d{4})(?!\d)/iu

/** What the name of a tab and the lines above its head say of month and commune. */
export interface TabTop {
  periods: Set<string>
  codes: Set<string>
  names: Set<string>
}

export function readTabTop(tab: string, rows: readonly Row[]): TabTop {
  const top: TabTop = { periods: new Set(), codes: new Set(), names: new Set([tab]) }
  const code = CODE.exec(tab)?.[1]
  if (code !== undefined) top.codes.add(code)
  for (const { cells } of rows) {
    const texts = [...cells.values()].map((cell) => showCell(cell).normalize('NFC').trim())
    texts.forEach((text, index) => readText(top, text, texts[index + 1] ?? ''))
  }
  return top
}

function readText(top: TabTop, text: string, next: string): void {
  const [, month, year] = MONTH.exec(text) ?? []
  const period = month === undefined ? undefined : periodOf({ kind: 'text', text: `${month}/${year}` })
  if (period !== undefined) top.periods.add(period)
  const labelled = CODE_LABEL.exec(text)
  const code = labelled?.[1] ?? (labelled ? CODE.exec(next)?.[1] : undefined)
  if (code !== undefined) top.codes.add(code)
  if (NAME_LABEL.test(text) && next !== '') top.names.add(next)
  const name = NAMED.exec(text)?.[1]
  if (name !== undefined) top.names.add(name)
}

/** Codes of communes by the keys of their names. */
export type CommuneIndex = ReadonlyMap<string, readonly string[]>

export function indexCommunes(communes: readonly NamedCommune[]): CommuneIndex {
  const index = new Map<string, string[]>()
  for (const commune of communes) {
    for (const key of new Set(listNameKeys(commune))) index.set(key, [...(index.get(key) ?? []), commune.code])
  }
  return index
}

/** The commune that a tab is of; a fault where nothing names one, or two are named. */
export type TabCommune = { code: string } | { fault: 'tab_without_commune' | 'tab_of_two_communes' }

/**
 * Tells which commune a tab is of: every hint that says anything has to say the same.
 *
 * A tab that was copied from another and renamed alone would give its figures to the wrong commune.
 */
export function findTabCommune({ codes, names }: TabTop, communes: CommuneIndex): TabCommune {
  const named = [...names].map((name) => [...new Set(listSpellings(name).flatMap((key) => communes.get(key) ?? []))])
  const hints = [...[...codes].map((code) => [code]), ...named].filter(({ length }) => length > 0)
  const [first, ...others] = hints
  if (!first) return { fault: 'tab_without_commune' }
  const left = first.filter((code) => others.every((hint) => hint.includes(code)))
  const [code] = left
  if (code === undefined) return { fault: 'tab_of_two_communes' }
  return left.length === 1 ? { code } : { fault: 'tab_without_commune' }
}
