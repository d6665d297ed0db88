import { inTransaction } from '../../db/client.js'
import { findAccountActor } from '../access/queries.js'
import { claimPeriod } from '../periods/queries.js'
import { lockPastResults } from './apply-past.js'
import { judgeUndo } from './judge-undo.js'
import { listPastPeriods, removePastResults, settlePastPeriods } from './past-queries.js'
import type { FoundImport } from './queries.js'
import { refuseUndo } from './refuse-undo.js'
import type { ImportTools } from './run-import.js'
import { recordApplied } from './write-applied.js'
import { moveImport } from './write-imports.js'

/** Takes imported results away and shows again what they took the place of, unless others took theirs since. */
export async function undoPast({ pool, clock }: ImportTools, found: FoundImport): Promise<void> {
  const { id, changed } = found
  await inTransaction(pool, async (tx) => {
    await lockPastResults(tx)
    const periods = await listPastPeriods(tx, id)
    for (const period of periods) await claimPeriod(tx, period)
    const today = clock.today()
    const actor = await findAccountActor(tx, found.accountId, today)
    const { fault } = await judgeUndo(tx, found, { actor, today, leavesEdited: false })
    if (fault) return refuseUndo(tx, found, fault)
    const at = clock.now()
    await removePastResults(tx, id)
    await settlePastPeriods(tx, periods, at)
    await moveImport(tx, id, { state: 'undone', step: 'undo', finishedAt: at })
    await recordApplied(tx, found, { at, action: 'import.undone', counts: { changed, periods } })
  })
}
