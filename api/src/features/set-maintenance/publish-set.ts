import { checkSet } from '@ntm/shared/criteria/check-set'
import { compareSets } from '@ntm/shared/criteria/compare-sets'
import type { CriteriaSet } from '@ntm/shared/criteria/definition'
import type { SetPublication } from '@ntm/shared/criteria/set-file-wire'
import { addDays } from '@ntm/shared/periods/period'
import type { ProblemError } from '@ntm/shared/problems/wire'
import type { Database } from '../../db/client.js'
import { unprocessable } from '../../errors.js'
import type { Catalogue } from '../criteria/queries.js'
import { codeTaken, monthBegun, notAfterPrevious, SET_FAULTS, setHasUnknownUnit } from './messages.js'
import { presentSetFile } from './present-file.js'
import { findLastBegunMonth, listAgencyCodes, listSetThresholds, listUnknownUnits } from './queries.js'

export interface Publishing {
  /** All sets that there are, in the order of time. */
  sets: readonly Catalogue[]
  file: CriteriaSet
  today: string
  /** The month under way. */
  period: string
}

/**
 * Looks at a set from a file as a whole: what publishing it would change.
 *
 * @throws AppError 422 naming every fault with its place.
 */
export async function planPublication(db: Database, publishing: Publishing): Promise<SetPublication> {
  const { sets, file, today } = publishing
  const previous = sets.at(-1)
  const faults = [...(await listFaults(db, file)), ...(await listFaultsOfTime(db, publishing, previous))]
  if (faults.length > 0) throw unprocessable('set_invalid', faults)

  const before = previous && presentSetFile(previous, await listSetThresholds(db, previous.id), today)
  const indicators = file.criteria.flatMap((criterion) => criterion.indicators)
  return {
    code: file.code,
    validFrom: file.validFrom,
    dryRun: true,
    previous: previous ? { code: previous.code, validTo: endOf(previous, file.validFrom) } : null,
    counts: {
      criteria: file.criteria.length,
      indicators: indicators.length,
      measures: indicators.flatMap(({ measures }) => measures).length,
    },
    differences: before ? compareSets(before, file) : [],
  }
}

/** The last day of a set once another begins. */
function endOf({ validTo }: Catalogue, nextFrom: string): string {
  const dayBefore = addDays(nextFrom, -1)
  return validTo !== null && validTo < dayBefore ? validTo : dayBefore
}

async function listFaults(db: Database, file: CriteriaSet): Promise<ProblemError[]> {
  const found = checkSet(file, await listAgencyCodes(db)).map(({ code, pointer, at }) => ({
    pointer,
    code,
    message: at === '' ? SET_FAULTS[code] : `${at}: ${SET_FAULTS[code]}`,
  }))
  return [...found, ...(await listUnitFaults(db, file))]
}

async function listUnitFaults(db: Database, file: CriteriaSet): Promise<ProblemError[]> {
  const named = file.criteria.flatMap((criterion, c) =>
    criterion.indicators.flatMap((indicator, i) =>
      indicator.measures.flatMap((measure, m) =>
        measure.thresholds.flatMap(({ unit }, t) =>
          unit === undefined
            ? []
            : [{ unit, pointer: `/criteria/${c}/indicators/${i}/measures/${m}/thresholds/${t}/unit`, at: measure.key }],
        ),
      ),
    ),
  )
  const unknown = new Set(await listUnknownUnits(db, [...new Set(named.map(({ unit }) => unit))]))
  return named
    .filter(({ unit }) => unknown.has(unit))
    .map(({ unit, pointer, at }) => ({ pointer, code: 'unknown_unit', message: `${at}: ${setHasUnknownUnit(unit)}` }))
}

/** A month that has begun keeps its set; so the new one begins in a later month, and after the set before it. */
async function listFaultsOfTime(
  db: Database,
  { sets, file, period }: Publishing,
  previous: Catalogue | undefined,
): Promise<ProblemError[]> {
  const { code, validFrom } = file
  const faults: ProblemError[] = []
  if (sets.some((each) => each.code === code)) {
    faults.push({ pointer: '/code', code: 'code_taken', message: codeTaken })
  }
  const begun = [period, (await findLastBegunMonth(db)) ?? period].sort().at(-1) ?? period
  if (previous && validFrom <= previous.validFrom) {
    faults.push({ pointer: '/validFrom', code: 'not_after_previous', message: notAfterPrevious(previous.validFrom) })
  } else if (validFrom.slice(0, 7) <= begun) {
    faults.push({ pointer: '/validFrom', code: 'month_begun', message: monthBegun(begun) })
  }
  return faults
}
