import type { AuditVerification } from '@ntm/shared/audit/wire'
import type { Config } from '../config.js'
import { withRole } from '../db/app-role.js'
import { inTransaction, openPool } from '../db/client.js'
import { connectOnce } from '../db/connect.js'
import { findRunningServer, hasCluster } from '../db/embedded/running.js'
import { hasPendingMigrations } from '../db/migrate.js'
import { FAULTS_AT_MOST, verifyAudit } from '../features/audit/queries.js'
import { StartError } from '../start-error.js'
import type { Cleanup } from './cleanup.js'
import { openServer } from './prepare-database.js'

interface Surroundings {
  cleanup: Cleanup
  signal: AbortSignal
  print: (line: string) => void
}

type Fault = AuditVerification['faults'][number]

/**
 * Recomputes the chains of the audit trail and prints what it found; writes nothing, and may run beside the service.
 *
 * @returns whether the trail is intact.
 * @throws StartError if there is no database to look at.
 */
export async function checkAuditTrail(config: Config, surroundings: Surroundings): Promise<boolean> {
  const { cleanup, print } = surroundings
  const databaseUrl = withRole(await findDatabase(config, surroundings), config.databaseRole)
  await (await connectOnce(databaseUrl)).end()
  const pool = openPool(databaseUrl, 1)
  cleanup.add(() => pool.end())
  if (await hasPendingMigrations(pool, config.migrationsDir)) {
    throw new StartError('Cơ sở dữ liệu chưa được di trú. Hãy chạy lệnh migrate trước.')
  }
  const found = await inTransaction(pool, async (tx) => {
    await tx.$client.query('set transaction isolation level repeatable read read only')
    // Years of rows take longer than any request may.
    await tx.$client.query('set local statement_timeout = 0')
    return verifyAudit(tx)
  })
  for (const line of describeVerification(found)) print(line)
  return found.intact
}

async function findDatabase(config: Config, { cleanup, signal, print }: Surroundings): Promise<string> {
  if (config.databaseUrl !== undefined) return config.databaseUrl
  const running = await findRunningServer(config.dataDir)
  if (running !== undefined) return running
  if (!(await hasCluster(config.dataDir))) throw new StartError(`Chưa có cơ sở dữ liệu trong ${config.dataDir}.`)
  return openServer(config, { cleanup, signal, log: print })
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
