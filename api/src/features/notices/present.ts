import { daysBetween } from '@ntm/shared/periods/period'
import type { NoticeView } from '@ntm/shared/reminders/wire'
import type { FoundNotice } from './queries.js'

export function presentNotice({ saidFor, ...notice }: FoundNotice): NoticeView {
  return { ...notice, daysLate: daysBetween(saidFor, notice.saidOn) }
}
