import { readFile, stat } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import type { Config } from '../config.js'
import { loadBoundaries, type BoundaryFile, type Loading } from '../features/boundaries/load-boundaries.js'
import { tellFault } from '../features/boundaries/tell-faults.js'
import { StartError } from '../start-error.js'
import { changeDatabase, type Surroundings } from './look-into-database.js'

const LARGEST_FILE = 64 * 1024 * 1024
/** Faults printed at most; the rest are counted. */
const SHOWN_AT_MOST = 50
const USAGE =
  'Cách dùng: load-boundaries <tệp.geojson> --from <YYYY-MM-DD> --source "<nguồn>" --decision "<số, ngày văn bản>" ' +
  '[--code-property <thuộc tính chứa mã>] [--check]'

/**
 * Loads official boundaries from a GeoJSON file; prints what was done, or all that is wrong with the file.
 *
 * @param words - What follows the name of the command.
 * @returns whether the boundaries stand in the database, or with `--check` could.
 * @throws StartError when the command itself is wrong, or the file cannot be read.
 */
export async function bringBoundaries(config: Config, surroundings: Surroundings, words: string[]): Promise<boolean> {
  const { path, ...asked } = readWords(words)
  const bytes = await readWhole(path)
  const loading = await changeDatabase(config, surroundings, (tx) => loadBoundaries(tx, { ...asked, bytes }))
  for (const line of tell(loading, asked)) surroundings.print(line)
  return loading.outcome !== 'refused' && loading.outcome !== 'notJson'
}

function readWords(words: string[]): Omit<BoundaryFile, 'bytes'> & { path: string } {
  const text = { type: 'string' as const }
  const options = {
    from: text,
    source: text,
    decision: text,
    'code-property': text,
    check: { type: 'boolean' as const },
  }
  try {
    const { values, positionals } = parseArgs({ args: words, options, allowPositionals: true })
    const [path, ...more] = positionals
    const { from = '', source = '', decision = '' } = values
    if (path === undefined || more.length > 0 || !isDay(from) || tidy(source) === '' || tidy(decision) === '') {
      throw new StartError(USAGE)
    }
    const property = values['code-property'] ?? 'code'
    return { path, from, source: tidy(source), decision: tidy(decision), property, isTrial: values.check === true }
  } catch (error) {
    if (error instanceof StartError) throw error
    throw new StartError(USAGE, { cause: error })
  }
}

function isDay(text: string): boolean {
  const instant = new Date(`${text}T00:00:00Z`)
  return !Number.isNaN(instant.getTime()) && instant.toISOString().slice(0, 10) === text
}

function tidy(text: string): string {
  return text.normalize('NFC').replace(/\s+/g, ' ').trim()
}

async function readWhole(path: string): Promise<Buffer> {
  try {
    const { size } = await stat(path)
    if (size > LARGEST_FILE) throw new StartError('Tệp lớn hơn 64 MB. Hãy giản lược ranh giới rồi nạp lại.')
    return await readFile(path)
  } catch (error) {
    if (error instanceof StartError) throw error
    throw new StartError(`Không đọc được tệp ${path}.`, { cause: error })
  }
}

function tell(loading: Loading, { from, source }: Omit<BoundaryFile, 'bytes'>): string[] {
  switch (loading.outcome) {
    case 'notJson':
      return ['Tệp không phải JSON. Chưa nạp gì.']
    case 'inForce':
      return ['Ranh giới đang áp dụng từ ngày đó đã là của tệp, nguồn và văn bản này; không có gì thay đổi.']
    case 'checked':
      return [`Tệp hợp lệ: ${loading.units} đơn vị, vẽ bằng ${loading.points} điểm. Chưa nạp gì (--check).`]
    case 'loaded':
      return [`Đã nạp ranh giới của ${loading.units} đơn vị, áp dụng từ ${from}, nguồn: ${source}.`]
    case 'refused': {
      const { faults, nameOf } = loading
      const shown = faults.slice(0, SHOWN_AT_MOST).map((fault) => `  - ${tellFault(fault, nameOf)}`)
      const rest = faults.length - shown.length
      const more = rest > 0 ? [`  - và ${rest} chỗ khác.`] : []
      return [`Tệp có ${faults.length} chỗ phải sửa. Chưa nạp gì.`, ...shown, ...more]
    }
  }
}
