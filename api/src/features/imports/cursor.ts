import { AppError } from '../../errors.js'
import type { FoundImport } from './queries.js'

const FORM = /^(\d{4}-\d{2}-\d{2}T[\d:.]{8,12}Z)_([0-9a-f-]{36})$/

/** @throws AppError 400 when it is none of ours. */
export function readCursor(cursor: string | undefined): { at: Date; id: string } | undefined {
  if (cursor === undefined) return undefined
  const [, at = '', id = ''] = FORM.exec(cursor) ?? []
  const instant = new Date(at)
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id) || Number.isNaN(instant.getTime())) {
    throw new AppError('cursor_invalid', 400)
  }
  return { at: instant, id }
}

export function writeCursor(last: Pick<FoundImport, 'createdAt' | 'id'> | undefined): string | null {
  return last ? `${last.createdAt.toISOString()}_${last.id}` : null
}
