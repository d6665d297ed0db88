import type { Basis } from '@ntm/shared/analysis/wire'
import type { ResultMasks } from '@ntm/shared/analysis/result-masks'
import type { StoredSheet } from './load-sheets.js'

/**
 * The rows that dashboards read, as the service writes them: the commune's own word from the submission on, the
 * district's from its approval, the number of record from consolidation.
 */
export function listMonthlyResults(sheets: readonly StoredSheet[], setId: number) {
  return sheets.flatMap(({ sheet, unitId, now, submitted }) => {
    const row = (basis: Basis, { metMask, notMetMask }: ResultMasks) => [
      ...[sheet.period, basis, unitId, 1, setId, metMask, notMetMask],
    ]
    const reported = submitted.at(-1)
    if (!reported) return []
    const rows = [row('reported', reported.masks)]
    if (sheet.status === 'approved' || sheet.status === 'consolidated') rows.push(row('approved', now.masks))
    if (sheet.status === 'consolidated') rows.push(row('official', now.masks))
    return rows
  })
}
