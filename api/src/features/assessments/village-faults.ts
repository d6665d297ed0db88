import type { ProblemError } from '@ntm/shared/problems/wire'
import type { Database } from '../../db/client.js'
import type { Catalogue } from '../criteria/queries.js'
import type { FoundSheet } from './find-sheet.js'
import { findVillageFigures } from './find-village-figures.js'
import { villagesEmpty, villagesEnded, villagesMissing } from './messages.js'

/** What keeps the sums of villages from being submitted: a village without a figure, one that is no more, 0 of 0 in all. */
export async function findVillageFaults(tx: Database, sheet: FoundSheet, set: Catalogue): Promise<ProblemError[]> {
  if (sheet.villageMeasures.length === 0) return []
  const { villages, figures } = await findVillageFigures(tx, sheet)
  const filled = new Set(figures.map(({ measureId, villageId }) => `${measureId}/${villageId}`))
  return set.measures
    .filter(({ id }) => sheet.villageMeasures.includes(id))
    .flatMap(({ id, key }) => {
      const pointer = `/values/${key}`
      const missing = villages.filter((village) => village.isValid && !filled.has(`${id}/${village.id}`))
      const counted = figures.filter(({ measureId }) => measureId === id)
      const isEmpty = counted.length > 0 && counted.every(({ denominator }) => denominator === 0)
      const ended = villages.filter((village) => !village.isValid && filled.has(`${id}/${village.id}`))
      const said: [boolean, string, () => string][] = [
        [missing.length > 0, 'villages_missing', () => villagesMissing(key, missing.map(nameOf))],
        [missing.length === 0 && isEmpty, 'villages_empty', () => villagesEmpty(key)],
        [ended.length > 0, 'villages_ended', () => villagesEnded(key, ended.map(nameOf))],
      ]
      return said.filter(([applies]) => applies).map(([, code, say]) => ({ pointer, code, message: say() }))
    })
}

function nameOf({ fullName }: { fullName: string }): string {
  return fullName
}
