import { addDays, isDay } from '@ntm/shared/periods/period'
import type { AccountableView } from '@ntm/shared/units/wire'

export type Term = AccountableView['officials'][number]

/** An official as he is being named; `from` is `YYYY-MM-DD`, or what was typed instead. */
export interface OfficialDraft {
  name: string
  title: string
  from: string
}

export type OfficialFault = 'nameMissing' | 'titleMissing' | 'notADay' | 'beforeLatest'

export function stateOf({ from, to }: Term, today: string): 'upcoming' | 'current' | 'ended' {
  if (from !== null && from > today) return 'upcoming'
  return to !== null && to < today ? 'ended' : 'current'
}

/** What the form begins with: the entry to be corrected, or a successor in the same office, from today on at the earliest. */
export function beginDraft(latest: Term | undefined, isCorrection: boolean, today: string): OfficialDraft {
  if (isCorrection && latest) return { name: latest.name, title: latest.title, from: latest.from ?? today }
  const since = latest?.from ?? ''
  return { name: '', title: latest?.title ?? '', from: since >= today ? addDays(since, 1) : today }
}

/** What is still wrong. A successor begins after the latest term: on the same day the entry itself would be replaced. */
export function checkOfficial(
  { name, title, from }: OfficialDraft,
  latest: Term | undefined,
  isCorrection: boolean,
): { field: keyof OfficialDraft; fault: OfficialFault }[] {
  const faults: { field: keyof OfficialDraft; fault: OfficialFault }[] = []
  if (name.trim() === '') faults.push({ field: 'name', fault: 'nameMissing' })
  if (title.trim() === '') faults.push({ field: 'title', fault: 'titleMissing' })
  if (!isDay(from)) faults.push({ field: 'from', fault: 'notADay' })
  else if (!isCorrection && latest?.from && from <= latest.from) faults.push({ field: 'from', fault: 'beforeLatest' })
  return faults
}
