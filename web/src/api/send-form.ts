import type { Problem } from '@ntm/shared/problems/wire'
import { getAccessToken } from './access-token'
import { createKey } from './idempotency-key'
import { NetworkError, ProblemError } from './problem-error'
import { buildAddress, type SendOptions } from './send'

/** Sends a form with a file and tells how much of it has gone out; `fetch` cannot tell that. */
export function sendForm<T>(
  path: string,
  form: FormData,
  { query, onProgress }: { query?: SendOptions['query']; onProgress: (share: number) => void },
): Promise<T> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    request.open('POST', buildAddress(path, query))
    request.setRequestHeader('Authorization', `Bearer ${getAccessToken() ?? ''}`)
    request.setRequestHeader('Accept', 'application/json')
    request.setRequestHeader('Idempotency-Key', createKey())
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
