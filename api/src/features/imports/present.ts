import type { ImportSummary, ImportView } from '@ntm/shared/imports/wire'
import type { Actor } from '../access/actor.js'
import { canApply, canUndo } from './policy.js'
import type { ImportDetails } from './find-details.js'
import type { FoundImport } from './queries.js'

export function presentImport(found: FoundImport): ImportSummary {
  const { id, kind, state, step, isDryRun, fileName, format, bytes, sha256, by, scope } = found
  const { period, lastPeriod, rows, figures, units, changed, done, total, errorCount, source, sourceDate, replaces } =
    found
  return {
    ...{ id, kind, state, step, dryRun: isDryRun, fileName, format, bytes, sha256, by, scope },
    ...{ period, lastPeriod },
    ...{ rows, figures, communes: units, changed, progress: { done, total }, errorCount },
    ...{ source, sourceDate, replaces },
    createdAt: found.createdAt.toISOString(),
    finishedAt: found.finishedAt?.toISOString() ?? null,
  }
}

export function presentDetails(found: FoundImport, details: ImportDetails, actor: Actor): ImportView {
  const allowed = { apply: canApply(actor, found), undo: canUndo(actor, found) }
  return { ...presentImport(found), ...details, undoRefused: found.undoRefused, allowed }
}
