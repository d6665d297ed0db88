import { open } from 'node:fs/promises'
import { fileTypeFromBuffer } from 'file-type'
import { endingOf, FILE_KINDS, kindOf, type FileKind, type MediaType } from '@ntm/shared/evidence/file-kinds'
import { unprocessable } from '../../errors.js'
import { identifyArchive } from './check-archive.js'
import type { IncomingFile } from './incoming-file.js'

/** Bytes from which everything but an archive is known. */
const HEAD_BYTES = 4_100
/** First bytes of an archive: of a part, of an empty list, of one in several pieces. */
const ARCHIVES = ['504b0304', '504b0506', '504b0708']
const OLD_OFFICE = 'application/x-cfb'
const FROM_IPHONE = ['image/heic', 'image/heif', 'image/heic-sequence', 'image/heif-sequence']

/**
 * What a file is, by what is in it; the ending of its name has to agree, where it has one that we know.
 *
 * Among pictures it need not: telephones keep a PNG or WebP that came by message as `.jpg`, and nobody can rename it there.
 *
 * @throws AppError 422 with the reason when it is nothing that evidence can be.
 */
export async function identifyFile(file: IncomingFile, name: string): Promise<FileKind> {
  const ending = endingOf(name)
  const kind = await identifyContent(file, ending)
  if (ending === '' || hasEnding(kind, ending)) return kind
  const isPictureByName = FILE_KINDS.some((each) => each.isPicture && hasEnding(each, ending))
  if (kind.isPicture && isPictureByName) return kind
  throw unprocessable('file_type_mismatch')
}

function hasEnding({ endings }: FileKind, ending: string): boolean {
  return (endings as readonly string[]).includes(ending)
}

async function identifyContent({ path }: IncomingFile, ending: string): Promise<FileKind> {
  const head = await readHead(path)
  const found = isArchive(head)
    ? await identifyArchive(path, head.toString('latin1'))
    : await identifyHead(head, ending)
  const kind = found && kindOf(found)
  if (kind) return kind
  const isClaimed = FILE_KINDS.some((each) => hasEnding(each, ending))
  throw unprocessable(isClaimed ? 'file_type_mismatch' : 'file_type_refused')
}

async function identifyHead(head: Buffer, ending: string): Promise<MediaType | undefined> {
  const mime = (await fileTypeFromBuffer(head).catch(() => undefined))?.mime
  if (mime !== undefined && FROM_IPHONE.includes(mime)) throw unprocessable('file_is_heic')
  if (mime === OLD_OFFICE) {
    return ({ doc: 'application/msword', xls: 'application/vnd.ms-excel' } as const)[ending]
  }
  return mime === undefined ? undefined : kindOf(mime)?.mediaType
}

function isArchive(head: Buffer): boolean {
  return ARCHIVES.includes(head.toString('hex', 0, 4))
}

async function readHead(path: string): Promise<Buffer> {
  const handle = await open(path, 'r')
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, 0)
    return buffer.subarray(0, bytesRead)
  } finally {
    await handle.close()
  }
}
