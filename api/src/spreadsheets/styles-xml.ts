import type { CellStyle } from './workbook-plan.js'
import { CELL_STYLES } from './workbook-plan.js'

/** Indexes into the lists of fonts, fills and borders below; the number of a format, of which 49 is text. */
interface Look {
  font: number
  fill: number
  border: number
  format: number
  isOpen?: boolean
  isWrapped?: boolean
  /** Text that begins with `=` stays text also when it is edited. */
  isText?: boolean
}

export const LOOKS: Readonly<Record<CellStyle, Look>> = {
  plain: { font: 0, fill: 0, border: 0, format: 0 },
  title: { font: 1, fill: 0, border: 0, format: 0 },
  text: { font: 0, fill: 0, border: 0, format: 0, isWrapped: true },
  head: { font: 2, fill: 2, border: 1, format: 0, isWrapped: true },
  guarded: { font: 3, fill: 3, border: 1, format: 0, isWrapped: true },
  guardedNumber: { font: 3, fill: 3, border: 1, format: 0 },
  input: { font: 0, fill: 4, border: 1, format: 49, isOpen: true, isWrapped: true, isText: true },
  inputNumber: { font: 0, fill: 4, border: 1, format: 0, isOpen: true },
}

const FONT = '<name val="Times New Roman"/><family val="1"/>'
const FONTS = [
  `<font><sz val="11"/>${FONT}</font>`,
  `<font><b/><sz val="14"/>${FONT}</font>`,
  `<font><b/><sz val="11"/><color rgb="FFFFFFFF"/>${FONT}</font>`,
  `<font><sz val="11"/><color rgb="FF4A4A4A"/>${FONT}</font>`,
]
const solid = (rgb: string) =>
  `<fill><patternFill patternType="solid"><fgColor rgb="${rgb}"/><bgColor indexed="64"/></patternFill></fill>`
/** The first two are what every workbook must begin with. */
const FILLS = [
  '<fill><patternFill patternType="none"/></fill>',
  '<fill><patternFill patternType="gray125"/></fill>',
  solid('FF14532D'),
  solid('FFF1F1EC'),
  solid('FFFFFBE6'),
]
const edge = (side: string) => `<${side} style="thin"><color rgb="FFBDBDBD"/></${side}>`
const BORDERS = [
  '<border><left/><right/><top/><bottom/><diagonal/></border>',
  `<border>${['left', 'right', 'top', 'bottom'].map(edge).join('')}<diagonal/></border>`,
]

export function stylesXml(): string {
  const cells = CELL_STYLES.map((style) => formatXml(LOOKS[style]))
  return `<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><fonts count="${FONTS.length}">${FONTS.join('')}</fonts><fills count="${FILLS.length}">${FILLS.join('')}</fills><borders count="${BORDERS.length}">${BORDERS.join('')}</borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="${cells.length}">${cells.join('')}</cellXfs></styleSheet>`
}

function formatXml({ font, fill, border, format, isOpen = false, isWrapped = false, isText = false }: Look): string {
  return `<xf numFmtId="${format}" fontId="${font}" fillId="${fill}" borderId="${border}" xfId="0" applyNumberFormat="1" applyFont="1" applyFill="1" applyBorder="1" applyAlignment="1" applyProtection="1"${isText ? ' quotePrefix="1"' : ''}><alignment vertical="top"${isWrapped ? ' wrapText="1"' : ''}/><protection locked="${isOpen ? 0 : 1}"/></xf>`
}
