import type { AssessmentView } from '@ntm/shared/assessments/wire'
import type { Visit } from '@/navigation/bring-page'

/** The questions of `SheetWork`: the sheet of the latest revision, and what it is read against. */
export function askSheet({ params: { unit = '', period = '' }, query, ask }: Visit): void {
  if (query.has('revision')) return
  const path = `assessments/${unit}/${period}`
  void ask<AssessmentView>(path).then((sheet) => {
    if (sheet) void ask(`criteria-sets/${sheet.criteriaSet}`, { unit, period })
  })
  void ask(`${path}/measure-history`)
}
