import { randomUUID } from 'node:crypto'
import { STATUS_CODES } from 'node:http'
import type { Socket } from 'node:net'
import type { Problem } from '@ntm/shared/problems/wire'
import { describeProblem, titleOf } from '../messages.js'

/** What Node refuses before there is a request, by the code of its parser. */
const REFUSALS: Readonly<Record<string, { status: number; code: string }>> = {
  HPE_HEADER_OVERFLOW: { status: 431, code: 'headers_too_large' },
  ERR_HTTP_REQUEST_TIMEOUT: { status: 408, code: 'request_timeout' },
}

/** Answers what is no HTTP request, or one whose head is too long or too slow, as the service answers all else. */
export function answerClientError(error: Error & { code?: string }, socket: Socket): void {
  if (error.code === 'ECONNRESET' || socket.destroyed || !socket.writable) {
    socket.destroy()
    return
  }
  const { status, code } = REFUSALS[error.code ?? ''] ?? { status: 400, code: 'malformed_request' }
  const problem: Problem = {
    type: `/api/docs/problems#${code}`,
    title: titleOf(status),
    status,
    detail: describeProblem(code, status),
    instance: '/',
    code,
    traceId: randomUUID(),
  }
  const body = JSON.stringify(problem)
  socket.end(
    [
      `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}`,
      'Content-Type: application/problem+json; charset=utf-8',
      `Content-Length: ${Buffer.byteLength(body)}`,
      'Connection: close',
      '',
      body,
    ].join('\r\n'),
  )
}
