import type { AnswerFaultCode } from '@ntm/shared/criteria/check-answer'
import { formatVietnameseNumber, parseVietnameseNumber } from '@ntm/shared/numbers/vietnamese-number'
import { checkVillageFigure } from '@ntm/shared/villages/check-figure'
import type { VillageFigure } from '@ntm/shared/villages/roll-up'

/** What stands in the two fields of a village. */
export type EntryTexts = readonly [numerator: string, denominator: string]

export type EntryFault = {
  code: AnswerFaultCode | 'ambiguous' | 'tooManyDigits' | 'notANumber'
  index: 0 | 1
  text: string
}

/** `figure` null: both fields are empty. */
export type ReadEntry = { figure: VillageFigure | null; fault?: undefined } | { figure?: undefined; fault: EntryFault }

/** Reads what was typed for one village, by the rules of the service. */
export function readEntry(texts: EntryTexts): ReadEntry {
  const parsed = texts.map(parseVietnameseNumber)
  const bad = parsed.findIndex((each) => !each.ok && each.reason !== 'empty')
  const wrong = parsed[bad]
  if (wrong && !wrong.ok && wrong.reason !== 'empty') {
    return { fault: { code: wrong.reason, index: bad === 1 ? 1 : 0, text: texts[bad] ?? '' } }
  }
  const [numerator = null, denominator = null] = parsed.map((each) => (each.ok ? each.value : null))
  if (numerator === null && denominator === null) return { figure: null }
  const fault = checkVillageFigure({ numerator, denominator })
  if (fault || numerator === null || denominator === null) {
    const index = (fault?.field ?? (numerator === null ? 'numerator' : 'denominator')) === 'denominator' ? 1 : 0
    return { fault: { code: fault?.code ?? 'ratio_incomplete', index, text: texts[index] } }
  }
  return { figure: { numerator, denominator } }
}

export function printEntry(figure: VillageFigure | null | undefined): EntryTexts {
  const print = (value: number) => formatVietnameseNumber(value, { isGrouped: false })
  return figure ? [print(figure.numerator), print(figure.denominator)] : ['', '']
}

export function isSameFigure(a: VillageFigure | null | undefined, b: VillageFigure | null | undefined): boolean {
  return (a ?? null) === (b ?? null) || (a?.numerator === b?.numerator && a?.denominator === b?.denominator)
}
