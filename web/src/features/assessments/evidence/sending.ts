import { markRaw, reactive } from 'vue'
import type { AttachedEvidence } from '@ntm/shared/evidence/wire'
import { postJson } from '@/api/http'
import { createKey } from '@/api/idempotency-key'
import { ProblemError } from '@/api/problem-error'
import { useSessionStore } from '@/stores/session'
import { isPassing, sendFile } from './send-file'

/** Where a file is to be attached. */
export interface EvidencePlace {
  unit: string
  period: string
  criterion: number
  /** Absent: to the criterion as a whole. */
  measure?: string
}

/** A file on its way to a sheet; it stays until it is attached or taken away, also while another page is shown. */
export interface Sending {
  key: string
  /** Who sends it: nobody else's session goes on with it. */
  account: string | undefined
  name: string
  bytes: number
  place: EvidencePlace
  state: 'queued' | 'sending' | 'waiting' | 'attaching' | 'failed'
  sent: number
  /** Why the service refused it, in words; empty where it did not say. */
  refusal: string
  file: File
  control: AbortController
}

export const sendings = reactive<Sending[]>([])
let last: Promise<unknown> = Promise.resolve()

/** Queues files; one after another, so that a weak network has one thing to do. */
export function sendFiles(files: Iterable<File>, place: EvidencePlace, onAttached: () => void): void {
  for (const file of files) {
    sendings.push({
      account: useSessionStore().account?.username,
      ...{ key: createKey(), name: file.name, bytes: file.size, place, state: 'queued', sent: 0, refusal: '' },
      ...{ file: markRaw(file), control: markRaw(new AbortController()) },
    })
    const added = sendings.at(-1)
    if (added) queue(added, onAttached)
  }
}

export function sendAgain(sending: Sending, onAttached: () => void): void {
  sending.state = 'queued'
  sending.control = markRaw(new AbortController())
  queue(sending, onAttached)
}

export function giveUp(sending: Sending): void {
  sending.control.abort()
  const index = sendings.indexOf(sending)
  if (index !== -1) sendings.splice(index, 1)
}

function queue(sending: Sending, onAttached: () => void): void {
  last = last.then(() => work(sending, onAttached))
}

async function work(sending: Sending, onAttached: () => void): Promise<void> {
  const { signal } = sending.control
  if (signal.aborted) return
  if (useSessionStore().account?.username !== sending.account) {
    giveUp(sending)
    return
  }
  try {
    sending.state = 'sending'
    const upload = await sendFile(sending.file, {
      signal,
      onProgress: (bytes) => (sending.sent = bytes),
      onWaiting: (isWaiting) => (sending.state = isWaiting ? 'waiting' : 'sending'),
    })
    sending.state = 'attaching'
    await attach(sending, upload)
    giveUp(sending)
    onAttached()
  } catch (failure) {
    if (sending.control.signal.aborted) return
    sending.state = 'failed'
    sending.refusal = failure instanceof ProblemError ? failure.message : ''
    if (!(failure instanceof ProblemError) && !isPassing(failure)) throw failure
  }
}

function attach({ place, key, control }: Sending, upload: string): Promise<unknown> {
  const { unit, period, criterion, measure } = place
  const body = measure === undefined ? { upload, criterion } : { upload, measure }
  // The same key on every try: an answer that is lost is given again, nothing is attached twice.
  const options = { idempotencyKey: key, signal: control.signal }
  return postJson<AttachedEvidence>(`assessments/${unit}/${period}/evidence`, body, options)
}
