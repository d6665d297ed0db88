import { AppError } from '../errors.js'

const UNIT_CODE = /^[0-9]{2,10}(-[0-9]{2,3})?$/

/**
 * Code of the last unit of the page before, from a list's `cursor`.
 *
 * @throws AppError 400 when it cannot be one: nobody but this service makes cursors.
 */
export function readUnitCursor(cursor: string | undefined): string | undefined {
  if (cursor !== undefined && !UNIT_CODE.test(cursor)) throw new AppError('cursor_invalid', 400)
  return cursor
}
