import type { Database } from '../../db/client.js'
import { changeMany, type FigureFault, type PlannedChange, type StoredValue } from '../assessments/change-many.js'
import type { Catalogue } from '../criteria/queries.js'
import type { ChangedCommune, ToldFigure } from './find-changes.js'
import type { FoundImport } from './queries.js'
import { toSheetFigures } from './to-figure.js'
import { findStaged } from './write-staged.js'

/** What an import changes in a commune: as it was written, or as it would be written now. */
export interface ReadChanges {
  commune: ChangedCommune
  set: Catalogue | undefined
  old: ToldFigure[]
  new: ToldFigure[]
  /** Why it would be refused now; undefined where nothing is in the way. */
  fault?: FigureFault | undefined
}

export interface PreviewTools {
  sets: readonly Catalogue[]
  mayWrite: (path: readonly number[]) => boolean
  account: { accountId: number; displayName: string }
  now: Date
  today: string
}

/**
 * Reads the figures that an import changes in communes.
 *
 * Before they are written they are judged anew, not kept: that costs nothing for what nobody looks at, and it says what
 * would happen now, also where a sheet was changed since the check.
 */
export async function previewChanges(
  db: Database,
  { id, period }: Pick<FoundImport, 'id' | 'period'>,
  communes: readonly ChangedCommune[],
  { sets, mayWrite, account, now, today }: PreviewTools,
): Promise<ReadChanges[]> {
  if (period === null) return []
  const planned = communes.filter((each) => each.new === null).map(({ code }) => code)
  const sheets = toSheetFigures(await findStaged(db, id, planned), sets)
  const writing = { ...account, at: now, today }
  const trial = await changeMany(db, { period, sets, writing, mayWrite, sheets }, { isTrial: true })
  const plans = new Map(trial.planned.map((plan) => [plan.unitCode, plan]))
  return communes.map((commune) => {
    if (commune.new !== null) {
      const set = sets.find((each) => each.id === commune.setId)
      const old = set ? tellFigures(set, commune.old ?? []) : []
      const results = new Map(old.map(({ measure, result }) => [measure, result]))
      const written = commune.new.map((each) => ({
        ...each,
        result: each.result ?? results.get(each.measure) ?? 'missing',
      }))
      return { commune, set, old, new: written }
    }
    const fault = trial.faults.find(({ unitCode }) => unitCode === commune.code)
    return { commune, ...tellPlan(plans.get(commune.code)), fault }
  })
}

function tellPlan(plan: PlannedChange | undefined): Pick<ReadChanges, 'set' | 'old' | 'new'> {
  if (!plan) return { set: undefined, old: [], new: [] }
  return { set: plan.set, old: tellFigures(plan.set, plan.old), new: tellFigures(plan.set, plan.new) }
}

function tellFigures({ measures }: Catalogue, stored: readonly StoredValue[]): ToldFigure[] {
  const keys = new Map(measures.map(({ id, key }) => [id, key]))
  return stored.map(({ measureId, value, numerator, denominator, notApplicable, note, result }) => ({
    measure: keys.get(measureId) ?? '',
    ...(value === null ? {} : { value }),
    ...(numerator === null ? {} : { numerator }),
    ...(denominator === null ? {} : { denominator }),
    ...(note === null ? {} : { note }),
    notApplicable,
    result,
  }))
}
