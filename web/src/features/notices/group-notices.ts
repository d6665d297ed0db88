import type { NoticeView } from '@ntm/shared/reminders/wire'
import type { UnitRef } from '@ntm/shared/units/wire'

export interface NoticeGroup {
  unit: UnitRef
  notices: NoticeView[]
}

/** By unit, in the order in which the units come first: communes that are late stand under the unit right above them. */
export function groupNotices(notices: readonly NoticeView[]): NoticeGroup[] {
  const groups = new Map<string, NoticeGroup>()
  for (const notice of notices) {
    const unit = unitOf(notice)
    const group = groups.get(unit.uid) ?? { unit, notices: [] }
    group.notices.push(notice)
    groups.set(unit.uid, group)
  }
  return [...groups.values()]
}

function unitOf({ kind, unit, parent }: NoticeView): UnitRef {
  return (kind === 'late' || kind === 'lateStill') && parent ? parent : unit
}
