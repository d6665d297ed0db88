import { open, type Entry, type ZipFile } from 'yauzl'
import type { MediaType } from '@ntm/shared/evidence/file-kinds'
import { unprocessable } from '../../errors.js'

/** A document of an office program has some dozens of parts; one with many pictures some hundreds. */
const ENTRIES_AT_MOST = 5_000
/** Bytes that all parts may come to, by what the archive says of itself. */
const WHOLE_AT_MOST = 512 * 1024 * 1024
/** Text shrinks ten- to fortyfold; more than this is made to hurt whoever opens it. */
const RATIO_AT_MOST = 200
/** Bytes from which the ratio of a part matters. */
const SMALL_PART = 1024 * 1024

/** Where the name of the first part begins. */
const NAME_AT = 30

/** Which part makes an archive which document. */
const MAIN_PARTS: Readonly<Record<string, MediaType>> = {
  'word/document.xml': 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  'xl/workbook.xml': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
}
const OPEN_DOCUMENTS: readonly MediaType[] = [
  'application/vnd.oasis.opendocument.text',
  'application/vnd.oasis.opendocument.spreadsheet',
]

/**
 * Which document a ZIP archive is, from the list of its parts alone; nothing of it is ever inflated.
 *
 * @param head - Its first bytes, as latin1.
 * @throws AppError 422 for archives that are torn, or made to hurt whoever opens them.
 */
export async function identifyArchive(path: string, head: string): Promise<MediaType | undefined> {
  // An open document begins with its type, neither compressed nor after anything else.
  const openDocument = OPEN_DOCUMENTS.find((type) => head.startsWith(`mimetype${type}PK`, NAME_AT))
  const zip = await openArchive(path)
  try {
    if (zip.entryCount > ENTRIES_AT_MOST) throw unprocessable('file_archive_refused')
    let type = openDocument
    let whole = 0
    let end = 0
    for (const entry of await listEntries(zip)) {
      const begin = entry.relativeOffsetOfLocalHeader
      whole += entry.uncompressedSize
      const isSwollen =
        entry.uncompressedSize > SMALL_PART && entry.uncompressedSize > entry.compressedSize * RATIO_AT_MOST
      // Parts that lie over each other unpack to many times what is there.
      if (isSwollen || whole > WHOLE_AT_MOST || begin < end) throw unprocessable('file_archive_refused')
      end = begin + entry.compressedSize
      type ??= MAIN_PARTS[entry.fileName]
    }
    return type
  } finally {
    zip.close()
  }
}

function openArchive(path: string): Promise<ZipFile> {
  return new Promise((resolve, reject) => {
    open(path, { lazyEntries: true, autoClose: false, strictFileNames: true }, (failure, zip) => {
      if (failure) reject(unprocessable('file_broken'))
      else resolve(zip)
    })
  })
}

const byPlace = (a: Entry, b: Entry): number => a.relativeOffsetOfLocalHeader - b.relativeOffsetOfLocalHeader

/** In the order in which they lie there. yauzl refuses names that lead out of the archive, and lists that do not fit the file. */
function listEntries(zip: ZipFile): Promise<Entry[]> {
  return new Promise((resolve, reject) => {
    const entries: Entry[] = []
    zip.on('entry', (entry: Entry) => {
      entries.push(entry)
      zip.readEntry()
    })
    zip.once('end', () => resolve(entries.sort(byPlace)))
    zip.once('error', () => reject(unprocessable('file_archive_refused')))
    zip.readEntry()
  })
}
