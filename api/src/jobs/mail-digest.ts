import type { Task } from 'graphile-worker'
import { createTransport } from 'nodemailer'
import { inTransaction } from '../db/client.js'
import { claimDigest, markSent } from '../features/notices/digests.js'
import { writeMail } from '../features/notices/write-mail.js'
import type { JobContext } from './task-list.js'

/** Milliseconds for each step of talking to the mail server; tried again later, with growing pauses. */
const SMTP_TIMEOUT = 15_000

/** Sends one account the digest of one day, if it was not sent and there is still something to tell. */
export function createMailDigest({ pool, mail }: JobContext): Task {
  const timeouts = { connectionTimeout: SMTP_TIMEOUT, greetingTimeout: SMTP_TIMEOUT, socketTimeout: SMTP_TIMEOUT }
  const transport = mail && createTransport({ url: mail.smtpUrl, ...timeouts })
  return async (payload) => {
    if (!mail || !transport) throw new Error('NTM_SMTP_URL is not set in this process')
    const { accountId, day } = readPayload(payload)
    await inTransaction(pool, async (tx) => {
      const digest = await claimDigest(tx, accountId, day)
      if (!digest) return
      if (digest.notices.length > 0) {
        await transport.sendMail({
          ...writeMail(digest, day, mail.publicUrl),
          from: mail.from,
          to: { name: digest.displayName, address: digest.email },
          // The same again, should the process end between sending and keeping that it was sent: mail servers tell by it.
          messageId: `<digest-${accountId}-${day}@${new URL(mail.publicUrl).hostname}>`,
          headers: { 'Auto-Submitted': 'auto-generated' },
        })
      }
      await markSent(tx, accountId, day)
    })
  }
}

function readPayload(payload: unknown): { accountId: number; day: string } {
  const { accountId, day } = (payload ?? {}) as { accountId?: unknown; day?: unknown }
  if (typeof accountId !== 'number' || typeof day !== 'string') throw new TypeError('Not a digest')
  return { accountId, day }
}
