import {
  addDays,
  firstDayOf,
  lastDayOf,
  addMonths,
  defaultDueOn,
  defaultLocksOn,
  previousPeriod,
} from '@ntm/shared/periods/period'
import type { CriterionResult } from '@ntm/shared/criteria/results'
import type { Measure } from './field.js'
import { BOTH, UNITS, type Command } from './walk-commands.js'
import * as model from './walk-model.js'
import type { ModelMonth, ModelSheet } from './walk-model.js'

/** All sheets of the model on one clock. */
export class World {
  today: string
  readonly sheets = new Map<string, ModelSheet>()
  readonly months = new Map<string, ModelMonth>()

  constructor(
    today: string,
    readonly measures: readonly Measure[],
  ) {
    this.today = today
  }

  sheetOf(unit: string, period: string): ModelSheet {
    const key = `${unit}/${period}`
    const sheet = this.sheets.get(key) ?? model.newSheet(unit, period)
    this.sheets.set(key, sheet)
    return sheet
  }

  monthOf(period: string): ModelMonth {
    const usual = { dueOn: defaultDueOn(period), locksOn: defaultLocksOn(period), isConsolidated: false }
    const month = this.months.get(period) ?? usual
    this.months.set(period, month)
    return month
  }

  /** Does what the command asks if the rules allow it. @returns whether they do. */
  apply(command: Command): boolean {
    if (command.kind === 'consolidate') return this.consolidate(command)
    if (command.kind === 'setDays') return this.setDays(command)
    if (command.kind === 'verify') return this.verify(command)
    const sheet = this.sheetOf(command.unit, command.period)
    if (command.isStale || !this.change(sheet, command)) return false
    sheet.version += 1
    sheet.events += 1
    return true
  }

  private change(sheet: ModelSheet, command: Command): boolean {
    const { by } = command
    const month = this.monthOf(sheet.period)
    const isLocked = model.isLocked(sheet, month, this.today)
    const isOwn = by === `xa.${sheet.unit}` || (by === BOTH && sheet.unit === '23512')
    const isReviewer =
      (by === `huyen.${districtOf(sheet.unit)}` || (by === BOTH && districtOf(sheet.unit) === '615')) &&
      !sheet.authors.has(by)
    switch (command.kind) {
      case 'edit':
        if (!isOwn || isLocked || !model.isEditable(sheet)) return false
        for (const [key, answer] of Object.entries(command.answers)) {
          if (answer === null) sheet.answers.delete(key)
          else sheet.answers.set(key, answer)
        }
        for (const number of command.explains) sheet.explained.add(number)
        if (sheet.status === 'notStarted') sheet.status = 'draft'
        sheet.authors.add(by)
        return true
      case 'submit': {
        const isReady = sheet.status === 'draft' || sheet.status === 'returned'
        if (!isOwn || isLocked || !isReady || !model.canSubmit(sheet, this.lastMonthOf(sheet), this.measures))
          return false
        model.submit(sheet, by, this.measures, this.today <= month.dueOn)
        return true
      }
      case 'withdraw':
        if (!isOwn || isLocked || sheet.status !== 'submitted') return false
        model.withdraw(sheet)
        return true
      case 'return':
        if (!isReviewer || (sheet.status !== 'submitted' && sheet.status !== 'approved')) return false
        model.sendBack(sheet)
        return true
      case 'approve': {
        const differs = command.overrules.every(({ criterion, result }) => sheet.reported?.[criterion - 1] !== result)
        if (!isReviewer || sheet.status !== 'submitted' || !differs) return false
        model.approve(sheet, new Map(command.overrules.map(({ criterion, result }) => [criterion, result])))
        return true
      }
      case 'reopen': {
        const isStuck =
          model.isEditable(sheet) &&
          this.today >= firstDayOf(sheet.period) &&
          (sheet.reopenedUntil !== null || isLocked)
        if (by !== 'vpdp' || command.days < 0 || !(sheet.status === 'consolidated' || isStuck)) return false
        model.reopen(sheet, addDays(this.today, command.days))
        return true
      }
      default:
        throw new RangeError(command.kind)
    }
  }

  private verify(command: Command): boolean {
    const { by, unit, period } = command
    if (by !== `so.${model.VERIFIED.agency}` || command.kind !== 'verify') return false
    const sheet = this.sheetOf(unit, period)
    if (sheet.status !== 'submitted' && sheet.status !== 'approved') return false
    if (sheet.verdict && !sheet.verdict.isOutdated && sheet.verdict.says === command.verdict) return false
    sheet.verdict = { says: command.verdict, isOutdated: false }
    sheet.events += 1
    return true
  }

  private consolidate({ by, period }: Command): boolean {
    const ready = UNITS.map(({ unit }) => this.sheetOf(unit, period)).filter(({ status }) => status === 'approved')
    if (by !== 'vpdp' || this.today < firstDayOf(period) || ready.length === 0) return false
    for (const sheet of ready) {
      model.consolidate(sheet, this.isRejectedBefore(sheet))
      sheet.version += 1
      sheet.events += 1
    }
    this.monthOf(period).isConsolidated = true
    return true
  }

  private setDays(command: Command): boolean {
    const { by, period, isStale } = command
    if (command.kind !== 'setDays' || by !== 'vpdp' || isStale) return false
    const month = this.monthOf(period)
    const { dueOn, locksOn } = daysAsked(command, this.today)
    if (month.isConsolidated || dueOn < firstDayOf(period) || locksOn < dueOn) return false
    if (dueOn !== month.dueOn && (dueOn < this.today || month.dueOn < this.today)) return false
    if (locksOn !== month.locksOn && locksOn < this.today) return false
    if (locksOn > lastDayOf(addMonths(period, 6))) return false
    Object.assign(month, { dueOn, locksOn })
    return true
  }

  private lastMonthOf({ unit, period }: ModelSheet): CriterionResult[] | null {
    return model.bestOf(this.sheets.get(`${unit}/${previousPeriod(period)}`))
  }

  private isRejectedBefore({ unit, period }: ModelSheet): boolean {
    const earlier = [...this.sheets.values()].filter(
      (each) => each.unit === unit && each.period < period && each.verdict,
    )
    return earlier.sort((a, b) => a.period.localeCompare(b.period)).at(-1)?.verdict?.says === 'rejected'
  }
}

export function daysAsked({ dueIn, locksIn }: { dueIn: number; locksIn: number }, today: string) {
  const dueOn = addDays(today, dueIn)
  return { dueOn, locksOn: addDays(dueOn, locksIn) }
}

function districtOf(unit: string): string {
  return UNITS.find((each) => each.unit === unit)?.district ?? ''
}
