import type { ProblemError } from '@ntm/shared/problems/wire'
import type { Database } from '../../db/client.js'
import type { Catalogue } from '../criteria/queries.js'
import type { FoundSheet } from './find-sheet.js'
import { findVillageFigures } from './find-village-figures.js'
import { villagesEnded, villagesMissing } from './messages.js'

/** What keeps the sums of villages from being submitted: a village without a figure, or one that is no more. */
export async function findVillageFaults(tx: Database, sheet: FoundSheet, set: Catalogue): Promise<ProblemError[]> {
  if (sheet.villageMeasures.length === 0) return []
  const { villages, figures } = await findVillageFigures(tx, sheet)
  const filled = new Set(figures.map(({ measureId, villageId }) => `${measureId}/${villageId}`))
  return set.measures
    .filter(({ id }) => sheet.villageMeasures.includes(id))
    .flatMap(({ id, key }) => {
      const pointer = `/values/${key}`
      const missing = villages.filter((village) => village.isValid && !filled.has(`${id}/${village.id}`))
      const ended = villages.filter((village) => !village.isValid && filled.has(`${id}/${village.id}`))
      return [
        ...(missing.length === 0
          ? []
          : [{ pointer, code: 'villages_missing', message: villagesMissing(key, missing.map(nameOf)) }]),
        ...(ended.length === 0
          ? []
          : [{ pointer, code: 'villages_ended', message: villagesEnded(key, ended.map(nameOf)) }]),
      ]
    })
}

function nameOf({ fullName }: { fullName: string }): string {
  return fullName
}
