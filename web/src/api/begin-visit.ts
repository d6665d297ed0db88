import type { ServiceView, SessionView } from '@ntm/shared/access/wire'
import { beginSession } from './access-token'
import { askAhead } from './ahead'
import { hasSessionHint } from './session-hint'

/** What is asked at the very start. Failures are met again, and told, when the program itself asks. */
export interface BegunVisit {
  /** A session may still be good; false means that signing in is the only way on. */
  mayHaveSession: boolean
  facts: Promise<ServiceView | undefined>
  renewal: Promise<SessionView | undefined>
}

export function beginVisit(): BegunVisit {
  const mayHaveSession = hasSessionHint()
  const renewal = mayHaveSession ? beginSession().catch(() => undefined) : Promise.resolve(undefined)
  return { mayHaveSession, renewal, facts: askAhead<ServiceView>('service') }
}
