import type { Sharp } from 'sharp'
import type { MediaType } from '@ntm/shared/evidence/file-kinds'
import { unprocessable } from '../../errors.js'

/** Points; telephones make pictures of up to 50 million. A small file can claim any number of them. */
const POINTS_AT_MOST = 50_000_000
/** Points along the longer side that are kept: a page of A4 at 350 to the inch. */
const LONGEST_SIDE = 4_096
const THUMBNAIL_SIDE = 240

/** One at a time: a picture of 50 million points takes a hundred megabytes for a moment. */
let last: Promise<unknown> = Promise.resolve()

/**
 * Draws a picture anew at `target`: turned upright, without where and with what it was taken, in the same format.
 *
 * @returns a small WebP of it.
 * @throws AppError 422 when it has too many points or cannot be read.
 */
export function preparePicture(path: string, mediaType: MediaType, target: string): Promise<Buffer> {
  const turn = last.then(() => draw(path, mediaType, target))
  last = turn.catch(() => undefined)
  return turn
}

async function draw(path: string, mediaType: MediaType, target: string): Promise<Buffer> {
  const { default: sharp } = await import('sharp')
  // Nothing is drawn twice, and the others on this machine need its cores too.
  sharp.cache(false)
  sharp.concurrency(1)
  const read = (from: string): Sharp =>
    sharp(from, { limitInputPixels: POINTS_AT_MOST, sequentialRead: true, failOn: 'error' })
  const fit = (side: number) => ({ width: side, height: side, fit: 'inside' as const, withoutEnlargement: true })
  try {
    const { width, height } = await sharp(path, { limitInputPixels: false }).metadata()
    if (width * height > POINTS_AT_MOST) throw unprocessable('picture_too_large')
    await inFormat(read(path).autoOrient().resize(fit(LONGEST_SIDE)), mediaType).toFile(target)
    return await read(target).resize(fit(THUMBNAIL_SIDE)).webp({ quality: 70 }).toBuffer()
  } catch (failure) {
    if (failure instanceof Error && 'code' in failure && 'status' in failure) throw failure
    throw unprocessable('file_broken')
  }
}

/** Metadata is left out unless one asks for it. */
function inFormat(picture: Sharp, mediaType: MediaType): Sharp {
  if (mediaType === 'image/png') return picture.png()
  return mediaType === 'image/webp' ? picture.webp({ quality: 85 }) : picture.jpeg({ quality: 85 })
}
