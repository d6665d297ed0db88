import type { Config } from '../config.js'
import { checkFiles, type CheckedFile } from '../features/evidence/verify-files.js'
import { openEvidenceFiles } from '../files/open-files.js'
import { lookIntoDatabase, type Surroundings } from './look-into-database.js'

/** Faults printed at most. */
const SHOWN_AT_MOST = 100

const WORDS = { missing: 'không còn', altered: 'đã bị thay đổi' } as const

/**
 * Reads every file of evidence through and prints what is missing or not as it was received; writes nothing.
 *
 * @returns whether all are there and unaltered.
 */
export async function checkEvidence(config: Config, surroundings: Surroundings): Promise<boolean> {
  const { store } = openEvidenceFiles(config)
  const all = await lookIntoDatabase(config, surroundings, async (tx) => {
    const found: CheckedFile[] = []
    for await (const file of checkFiles(tx, store)) found.push(file)
    return found
  })
  const faults = all.flatMap(({ fault, ...file }) => (fault === null ? [] : [{ ...file, fault }]))
  if (faults.length === 0) surroundings.print(`Minh chứng: cả ${all.length} tệp đều còn nguyên như lúc nhận.`)
  else surroundings.print(`Minh chứng: ${faults.length} trong ${all.length} tệp không còn như lúc nhận.`)
  for (const { unit, name, hash, fault } of faults.slice(0, SHOWN_AT_MOST)) {
    surroundings.print(`  - ${unit}, “${name}” (${hash.slice(0, 12)}…): ${WORDS[fault]}`)
  }
  return faults.length === 0
}
