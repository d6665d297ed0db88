import { join } from 'node:path'
import type { Config } from '../config.js'
import { openDiskStore } from './disk-store.js'
import type { EvidenceFiles } from './evidence-store.js'
import { openS3Store } from './s3-store.js'

/** The store that the configuration names; nothing is read or written yet. */
export function openEvidenceFiles({
  dataDir,
  s3,
  evidenceBytesAtMost,
}: Pick<Config, 'dataDir' | 's3' | 'evidenceBytesAtMost'>): EvidenceFiles {
  const folder = join(dataDir, 'evidence')
  return {
    store: s3 ? openS3Store(s3) : openDiskStore(folder),
    incomingDir: join(folder, 'incoming'),
    bytesAtMost: evidenceBytesAtMost,
  }
}
