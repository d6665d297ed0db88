import type { Problem } from '@ntm/shared/problems/wire'
import { awaitsSession, getAccessToken, refreshSession } from './access-token'
import { createKey } from './idempotency-key'
import { NetworkError, ProblemError } from './problem-error'
import { buildAddress, type SendOptions } from './send'

interface FormOptions {
  query?: SendOptions['query']
  onProgress: (share: number) => void
}

/** Milliseconds before a form whose answer was lost is sent again. */
const PAUSES = [1_500, 5_000]

/**
 * Sends a form with a file and tells how much of it has gone out; `fetch` cannot tell that.
 *
 * The token of an hour in Excel is renewed, and where the line broke the same form is sent again under the same key:
 * what had arrived has no second effect.
 */
export async function sendForm<T>(path: string, form: FormData, options: FormOptions): Promise<T> {
  const key = createKey()
  let pauses = PAUSES
  let mayRenew = true
  if (awaitsSession()) await refreshSession()
  for (;;) {
    const usedToken = getAccessToken()
    try {
      return await sendOnce<T>(path, form, key, options)
    } catch (failure) {
      const [pause, ...later] = pauses
      if (failure instanceof NetworkError && pause !== undefined) {
        pauses = later
        await new Promise((resolve) => setTimeout(resolve, pause))
      } else if (failure instanceof ProblemError && failure.status === 401 && mayRenew) {
        mayRenew = false
        const isRenewed = getAccessToken() !== usedToken || (await refreshSession()) !== undefined
        if (!isRenewed) throw failure
      } else throw failure
    }
  }
}

function sendOnce<T>(path: string, form: FormData, key: string, { query, onProgress }: FormOptions): Promise<T> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    request.open('POST', buildAddress(path, query))
    request.setRequestHeader('Authorization', `Bearer ${getAccessToken() ?? ''}`)
    request.setRequestHeader('Accept', 'application/json')
    request.setRequestHeader('Idempotency-Key', key)
    request.responseType = 'json'
    request.upload.onprogress = ({ loaded, total }) => onProgress(total === 0 ? 0 : loaded / total)
    request.onerror = () => reject(new NetworkError(path))
    request.onload = () => {
      const body: unknown = request.response
      if (request.status >= 200 && request.status < 300) resolve(body as T)
      else reject(new ProblemError({ ...(body as Partial<Problem> | null), status: request.status }))
    }
    request.send(form)
  })
}
