import type { UploadView } from '@ntm/shared/evidence/wire'
import { beginUpload, sendPiece } from '@/api/http'
import { NetworkError, ProblemError } from '@/api/problem-error'

/** Bytes of a piece: a few seconds over a weak network, so that little is lost when it breaks. */
const PIECE_BYTES = 256 * 1024
/** Longest pause between two tries, in milliseconds. */
const LONGEST_PAUSE = 15_000

export interface SendingWatcher {
  signal: AbortSignal
  /** Bytes that have arrived. */
  onProgress: (bytes: number) => void
  /** The network is away; it is tried again by itself. */
  onWaiting: (isWaiting: boolean) => void
}

/**
 * Sends a file piece by piece. A connection that breaks is waited for; the service knows how far it came, also after
 * the page was loaded anew and the same file chosen again.
 *
 * @returns the upload's id.
 * @throws ProblemError when the service refuses the file; AbortError when given up.
 */
export async function sendFile(file: File, { signal, onProgress, onWaiting }: SendingWatcher): Promise<string> {
  const fingerprint = await fingerprintOf(file)
  for (let tries = 0; ; tries += 1) {
    try {
      const upload = await beginUpload<UploadView>({ filename: file.name, fingerprint }, file.size, signal)
      onWaiting(false)
      onProgress(upload.offset)
      for (let at = upload.offset; at < file.size;) {
        const piece = file.slice(at, at + PIECE_BYTES)
        await sendPiece(upload.id, at, piece, signal)
        // What came through shows that the network is well again.
        tries = 0
        at += piece.size
        onProgress(at)
      }
      return upload.id
    } catch (failure) {
      if (!isPassing(failure)) throw failure
      onWaiting(true)
      await pause(Math.min(1_000 * 2 ** tries, LONGEST_PAUSE), signal)
    }
  }
}

/** Also 409: a piece arrived whose answer was lost; asked anew, the service says where to go on. */
export function isPassing(failure: unknown): boolean {
  if (failure instanceof NetworkError) return true
  if (!(failure instanceof ProblemError)) return false
  return failure.code === 'upload_offset_wrong' || [408, 429].includes(failure.status) || failure.status >= 500
}

/** By its bytes where the browser can (over TLS or on this machine), else by name, size and date. */
async function fingerprintOf(file: File): Promise<string> {
  if (!('subtle' in crypto)) return `${file.name.slice(0, 120)}:${file.size}:${file.lastModified}`
  const hash = await crypto.subtle.digest('SHA-256', await file.arrayBuffer())
  return [...new Uint8Array(hash)].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}

/** Ends early when the network comes back. */
function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const end = () => {
      clearTimeout(timer)
      window.removeEventListener('online', end)
      signal.removeEventListener('abort', end)
      if (signal.aborted) reject(new DOMException('Given up', 'AbortError'))
      else resolve()
    }
    const timer = setTimeout(end, milliseconds)
    window.addEventListener('online', end)
    signal.addEventListener('abort', end)
  })
}
