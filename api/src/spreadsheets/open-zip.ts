import { Transform, type Readable } from 'node:stream'
import { fromBufferPromise, type Entry, type ZipFile } from 'yauzl'
import { RefusedFile } from './refused-file.js'

/** A workbook of 11,000 communes has some 20 entries; one with a picture in each sheet a few hundred. */
const MOST_ENTRIES = 2_000
/** Bytes of one entry once it is inflated: the sheet of 11,000 communes has some 60 MB. */
const LARGEST_ENTRY = 160 * 1024 * 1024
const LARGEST_TOTAL = 256 * 1024 * 1024
/** Sheets of a thousand equal rows shrink to a hundredth; a bomb to a thousandth. */
const HIGHEST_RATIO = 250
/** Bytes below which the ratio means nothing. */
const SMALL = 1024 * 1024

export interface OpenZip {
  names: readonly string[]
  /** Inflates one entry as a stream that ends with a refusal when it holds more than it claims. */
  open: (name: string) => Promise<Readable>
}

/**
 * Opens a zip after looking at what it claims to hold, before anything of it is inflated.
 *
 * @throws RefusedFile when it is damaged, encrypted, or would grow beyond what is read here.
 */
export async function openZip(content: Buffer): Promise<OpenZip> {
  const zip = await fromBufferPromise(content, { validateEntrySizes: true }).catch((error: unknown) => {
    throw new RefusedFile('damaged', { cause: error })
  })
  if (zip.entryCount > MOST_ENTRIES) throw new RefusedFile('too_many_entries')
  const entries = await listEntries(zip)
  return {
    names: [...entries.keys()],
    open: async (name) => {
      const entry = entries.get(name)
      if (!entry) throw new RefusedFile('not_a_workbook')
      return guardSize(await zip.openReadStreamPromise(entry).catch(refuseDamaged), entry)
    },
  }
}

async function listEntries(zip: ZipFile): Promise<Map<string, Entry>> {
  const entries = new Map<string, Entry>()
  let total = 0
  try {
    for await (const entry of zip.eachEntry()) {
      if (entry.isEncrypted()) throw new RefusedFile('encrypted')
      if (!entry.canDecodeFileData()) throw new RefusedFile('damaged')
      total += entry.uncompressedSize
      if (entry.uncompressedSize > LARGEST_ENTRY || total > LARGEST_TOTAL) throw new RefusedFile('too_large_inside')
      const ratio = entry.uncompressedSize / Math.max(entry.compressedSize, 1)
      if (entry.uncompressedSize > SMALL && ratio > HIGHEST_RATIO) throw new RefusedFile('suspicious_ratio')
      // Two entries of one name are read by one program as the first and by another as the last.
      if (entries.has(entry.fileName)) throw new RefusedFile('bad_entry_name')
      entries.set(entry.fileName, entry)
    }
  } catch (error) {
    if (error instanceof RefusedFile) throw error
    const isName = error instanceof Error && /file ?name|relative path|absolute path/i.test(error.message)
    throw new RefusedFile(isName ? 'bad_entry_name' : 'damaged', { cause: error })
  }
  return entries
}

function refuseDamaged(error: unknown): never {
  throw new RefusedFile('damaged', { cause: error })
}

/** Whatever the entry claims: what comes out of it is counted too. */
function guardSize(stream: Readable, entry: Entry): Readable {
  let size = 0
  const counted = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      size += chunk.length
      if (size > entry.uncompressedSize) done(new RefusedFile('damaged'))
      else done(null, chunk)
    },
  })
  stream.on('error', (error) => counted.destroy(new RefusedFile('damaged', { cause: error })))
  counted.on('close', () => stream.destroy())
  return stream.pipe(counted)
}
