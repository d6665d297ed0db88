import type { AuditVerification } from '@ntm/shared/audit/wire'
import type { Config } from '../config.js'
import { FAULTS_AT_MOST, verifyAudit } from '../features/audit/queries.js'
import { lookIntoDatabase, type Surroundings } from './look-into-database.js'

type Fault = AuditVerification['faults'][number]

/**
 * Recomputes the chains of the audit trail and prints what it found.
 *
 * @returns whether the trail is intact.
 */
export async function checkAuditTrail(config: Config, surroundings: Surroundings): Promise<boolean> {
  const found = await lookIntoDatabase(config, surroundings, verifyAudit)
  for (const line of describeVerification(found)) surroundings.print(line)
  return found.intact
}

/** The findings in words, a line each. */
export function describeVerification({ intact, events, head, faults }: AuditVerification): string[] {
  if (intact) return [`Nhật ký nguyên vẹn: cả ${events} dòng đúng như lúc được ghi.`, `Mã tổng lúc này: ${head}`]
  const count = faults.length < FAULTS_AT_MOST ? `${faults.length} chỗ` : `ít nhất ${faults.length} chỗ`
  return [`Nhật ký đã bị can thiệp: ${count} không khớp.`, ...faults.map((fault) => `  - ${describeFault(fault)}`)]
}

function describeFault({ kind, shard, position, no }: Fault): string {
  const place = `chuỗi ${shard}, vị trí ${position}`
  if (kind === 'missing') return `Có dòng đã bị xóa: ${place}`
  return kind === 'altered' ? `Dòng số ${no} đã bị sửa: ${place}` : `Dòng số ${no} bị chèn thêm: ${place}`
}
