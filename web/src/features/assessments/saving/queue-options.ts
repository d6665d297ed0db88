import type { AssessmentPatch } from '@ntm/shared/assessments/wire'
import type { ProblemError as FieldProblem } from '@ntm/shared/problems/wire'
import type { Base, QueueState } from './queue-state'
import type { UnsentStore } from './unsent-store'

/** What came of a refused or failed request, as far as the queue must tell kinds apart. */
export type Failure =
  | { kind: 'network'; retryAfterSeconds?: number | undefined }
  | { kind: 'stale' }
  | { kind: 'invalid'; faults: readonly FieldProblem[]; detail: string }
  /** A move of the sheet refused, for what the sheet lacks and not for what was sent along. */
  | { kind: 'incomplete' }
  | { kind: 'signedOut' }
  | { kind: 'blocked' }

export interface QueueOptions {
  /** `mayRecall`: where the service cannot be reached, the sheet as it was last seen will do. */
  load: (mayRecall: boolean) => Promise<Base>
  patch: (etag: string, patch: AssessmentPatch) => Promise<Base>
  classify: (error: unknown) => Failure
  store: Pick<UnsentStore, 'read' | 'keepEdit'>
  /** Milliseconds. */
  now: () => number
  onChange: (state: QueueState) => void
}
