import { getAccessToken } from './access-token'
import { buildAddress, readTagged, send, type SendOptions, type Tagged } from './send'

/** Milliseconds after which an answer that nobody has taken is asked for anew. */
const GOOD_FOR = 30_000

interface Asked {
  /** Whose question it was; undefined where anybody gets the same answer. */
  token: string | undefined
  at: number
  answer: Promise<Tagged<unknown> | undefined>
}

const asked = new Map<string, Asked>()
let oldestTaken: number | undefined

/**
 * Asks what the page on its way is going to ask, while its code is still being fetched; whoever then reads the same
 * address takes this answer.
 *
 * @returns what was answered, undefined when it failed: the page asks again and says why.
 */
export async function askAhead<T>(path: string, query?: SendOptions['query']): Promise<T | undefined> {
  const token = getAccessToken()
  const headers = token === undefined ? {} : { Authorization: `Bearer ${token}` }
  const answer = send(path, { query, headers })
    .then((response) => readTagged<T>(response))
    .catch(() => undefined)
  asked.set(buildAddress(path, query), { token, at: Date.now(), answer })
  return (await answer)?.data
}

/** The answer to a question asked ahead, once; undefined where there is none, or it was somebody else's. */
export async function takeAhead<T>(address: string): Promise<Tagged<T> | undefined> {
  const found = asked.get(address)
  asked.delete(address)
  if (!found || Date.now() - found.at > GOOD_FOR) return undefined
  if (found.token !== undefined && found.token !== getAccessToken()) return undefined
  oldestTaken = Math.min(found.at, oldestTaken ?? found.at)
  return found.answer as Promise<Tagged<T> | undefined>
}

/** Instant (milliseconds) since when what is on show may have changed, where answers were asked for ahead. */
export function aheadSince(): number | undefined {
  return oldestTaken
}
