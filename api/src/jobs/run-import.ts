import type { Task } from 'graphile-worker'
import { giveUp, runImport } from '../features/imports/run-import.js'
import type { JobContext } from './task-list.js'

/** Checks, applies or undoes one import; after the last attempt it says that it failed. */
export function createRunImport({ pool, clock }: JobContext): Task {
  return async (payload, { job }) => {
    const { importId } = (payload ?? {}) as { importId?: unknown }
    if (typeof importId !== 'string') throw new TypeError('Not an import')
    try {
      await runImport({ pool, clock }, importId)
    } catch (error) {
      if (job.attempts >= job.max_attempts) await giveUp({ pool, clock }, importId)
      throw error
    }
  }
}

/** Begins again what a process left behind that died: its job is locked for hours, its import tells by its beat. */
export const reviveImports: Task = async (_payload, helpers) => {
  await helpers.query(`
    select graphile_worker.add_job('run-import', json_build_object('importId', id::text),
      job_key := 'import-' || id, max_attempts := 3)
    from imports where state in ('queued', 'running') and beat_at < now() - interval '2 minutes'`)
}
