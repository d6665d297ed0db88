import type { Config } from '../config.js'
import { recomputeRecords, type Recomputation } from '../features/consolidations/recompute.js'
import { lookIntoDatabase, type Surroundings } from './look-into-database.js'

/** Differences printed at most; one is enough to know that something is wrong. */
const SHOWN_AT_MOST = 100

const WORDS = {
  villages: 'tổng số liệu các thôn',
  reported: 'số xã tự đánh giá',
  approved: 'số huyện duyệt',
  official: 'số chính thức đã lưu',
  shown: 'số chính thức đang hiển thị',
} as const

/**
 * Judges every consolidated month again from its raw values and prints what differs from the numbers of record.
 *
 * @returns whether nothing does.
 */
export async function checkRecords(config: Config, surroundings: Surroundings): Promise<boolean> {
  const found = await lookIntoDatabase(config, surroundings, recomputeRecords)
  for (const line of describeRecomputation(found)) surroundings.print(line)
  return found.differences.length === 0
}

function describeRecomputation({ months, records, differences }: Recomputation): string[] {
  const whole = `${records} kết quả của ${months} kỳ đã tổng hợp`
  if (differences.length === 0) return [`Tính lại từ số liệu gốc: ${whole} đều khớp.`]
  const shown = differences.slice(0, SHOWN_AT_MOST)
  return [
    `Tính lại từ số liệu gốc: ${differences.length} chỗ không khớp trong ${whole}.`,
    ...shown.map(({ period, unit, revision, what }) => `  - Kỳ ${period}, xã ${unit}, bản ${revision}: ${WORDS[what]}`),
  ]
}
