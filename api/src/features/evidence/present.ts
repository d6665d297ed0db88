import { lapseOf } from '@ntm/shared/evidence/lapse'
import type { AttachedEvidence, EvidenceView } from '@ntm/shared/evidence/wire'
import type { FoundAttachment, FoundEvidence } from './queries.js'

/** @param today - Day on the clock of the field, by which documents lapse. */
export function presentEvidence(found: FoundEvidence, today: string): EvidenceView {
  const { hash, receivedAt, ...rest } = found
  return {
    ...rest,
    sha256: hash,
    lapse: lapseOf(found.validTo, today),
    receivedAt: receivedAt.toISOString(),
  }
}

export function presentAttached(found: FoundAttachment, today: string): AttachedEvidence {
  const { link, measure, criterion, ...rest } = found
  return { link, measure, criterion, ...presentEvidence(rest, today) }
}
