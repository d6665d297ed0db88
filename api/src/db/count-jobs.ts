import { runNamed, type Database } from './client.js'

const COUNT_JOBS = {
  name: 'count-jobs',
  text: `
    select count(*) filter (where attempts < max_attempts and run_at <= now() and locked_at is null) waiting,
      count(*) filter (where attempts >= max_attempts) failed
    from graphile_worker.jobs`,
}

/** Jobs that are due and in nobody's hands, and jobs that will not be tried again. */
export async function countJobs(db: Database): Promise<{ waiting: number; failed: number }> {
  const [counts] = await runNamed<{ waiting: number; failed: number }>(db, COUNT_JOBS, [])
  return counts ?? { waiting: 0, failed: 0 }
}
