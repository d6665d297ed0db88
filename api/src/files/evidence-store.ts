import type { Readable } from 'node:stream'

/** Where evidence lies: files under the hash (SHA-256, hex) of what is in them. */
export interface EvidenceStore {
  /**
   * Keeps what the file at `path` holds; it may be moved away. Once this resolves it survives a loss of power.
   * The same hash again changes nothing.
   */
  put: (hash: string, path: string) => Promise<void>
  has: (hash: string) => Promise<boolean>
  /** The bytes from the first on; undefined when there is no such file. */
  open: (hash: string) => Promise<Readable | undefined>
  /** There need not be one. */
  remove: (hash: string) => Promise<void>
}

/** What features work with. */
export interface EvidenceFiles {
  store: EvidenceStore
  /** Folder for files on their way, on the same disk as the store where that is a disk. */
  incomingDir: string
  bytesAtMost: number
}
