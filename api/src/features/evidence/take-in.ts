import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { rm, stat } from 'node:fs/promises'
import { endingOf, type MediaType } from '@ntm/shared/evidence/file-kinds'
import { cleanFileName } from '@ntm/shared/evidence/file-name'
import type { EvidenceStore } from '../../files/evidence-store.js'
import { identifyFile } from './identify-file.js'
import type { IncomingFile } from './incoming-file.js'
import { preparePicture } from './prepare-picture.js'

/** A file as it lies in the store. */
export interface KeptFile {
  /** SHA-256 of the bytes that were sent, hex. */
  sourceHash: string
  /** SHA-256 of the bytes that are kept, hex: the name in the store. */
  hash: string
  bytes: number
  mediaType: MediaType
  thumbnail: Buffer | null
  name: string
}

/**
 * Finds out what a file is, draws a picture anew, and puts it into the store.
 *
 * @throws AppError 422 with the reason when it is nothing that evidence can be.
 */
export async function takeIn(store: EvidenceStore, file: IncomingFile, given: string): Promise<KeptFile> {
  const name = cleanFileName(given)
  const { mediaType, endings, isPicture } = await identifyFile(file, name)
  const ending = endingOf(name)
  // Given back under an ending that says what it is.
  const bare = ending === '' ? name : name.slice(0, -ending.length - 1)
  const isNamed = (endings as readonly string[]).includes(ending)
  const kept = { sourceHash: file.hash, mediaType, name: isNamed ? name : `${bare}.${endings[0]}` }
  if (!isPicture) {
    await store.put(file.hash, file.path)
    return { ...kept, hash: file.hash, bytes: file.bytes, thumbnail: null }
  }
  const drawn = `${file.path}.drawn`
  try {
    const thumbnail = await preparePicture(file.path, mediaType, drawn)
    const hash = await hashFile(drawn)
    await store.put(hash, drawn)
    return { ...kept, hash, bytes: (await stat(drawn)).size, thumbnail }
  } finally {
    await rm(drawn, { force: true })
  }
}

async function hashFile(path: string): Promise<string> {
  const hash = createHash('sha256')
  for await (const piece of createReadStream(path)) hash.update(piece as Buffer)
  return hash.digest('hex')
}
